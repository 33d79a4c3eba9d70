import Document
import Foundation
import Inventory
import JMESPath
import Testing

@Suite("Commands to copy")
struct CommandTests {
    static let kind: Kind = {
        var kind = Samples.kind("queue", [Samples.column("url", .id)])
        kind.showing = Kind.Command(
            title: "Show", format: Kind.Format(template: "aws sqs get --queue-url {url} --filters Name=x,Values={id}"))
        kind.changing = [Kind.Command(title: "Send", format: Kind.Format(template: "aws sqs send --arn {arn}"))]
        return kind
    }()

    private func text(_ value: String, id: String = "q", profile: String? = nil) -> String? {
        let resource = Resource(
            key: ResourceKey(account: "a", region: "eu-west-1", kind: "queue", id: id), name: id,
            columns: [.string(value)], raw: RawDocument([:]))
        return Self.kind.showCommand(of: resource, accountID: nil, partition: .standard, profile: profile)?.text
    }

    static let hostile = [
        "a b", "$(touch x)", "`touch x`", "it's", "''", "a;b", "a|b", "a&b", "\\", "\\'", "\"", "*", "~", "#", "!",
        "{a,b}",
        "-x", "--queue-url", "a=b", "ü", "日本", "👩‍🚀".unicodeScalars.first.map(String.init) ?? "", "%41", "<x>", "$HOME",
        "[a]",
    ]

    @Test("a shell makes of a command the words that were meant", arguments: hostile)
    func words(value: String) throws {
        let line = try #require(text(value, id: value, profile: value))
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "aws() { printf '%s\\0' \"$@\"; }; \(line)"]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        shell.waitUntilExit()
        let words = data.split(separator: 0, omittingEmptySubsequences: false).dropLast()
            .map { String(decoding: $0, as: UTF8.self) }
        func option(_ name: String) -> [String] { value.hasPrefix("-") ? ["\(name)=\(value)"] : [name, value] }
        #expect(
            words == ["sqs", "get"] + option("--queue-url") + [
                "--filters", "Name=x,Values=\(value)", "--region", "eu-west-1",
            ]
                + option("--profile"))
    }

    @Test(
        "what would not be what it seems gives no command",
        arguments: [
            "", "a\nb", "a\u{1B}[2Jb", "a\u{202E}b", "a\u{200B}b", "\u{0}", "file:///etc/passwd", "FILEB://x",
            "a\u{2028}b",
        ])
    func refuses(value: String) {
        #expect(text(value) == nil)
    }

    @Test("without a value there is no command, and the others stay")
    func missing() {
        let resource = Resource(
            key: ResourceKey(account: "a", region: "eu-west-1", kind: "queue", id: "q"), name: "q", columns: ["u"],
            raw: RawDocument([:]))
        #expect(Self.kind.changeCommands(of: resource, accountID: nil, partition: .standard, profile: nil) == [])
        #expect(
            Self.kind.showCommand(of: resource, accountID: nil, partition: .standard, profile: nil)?.text
                == "aws sqs get --queue-url u --filters Name=x,Values=q --region eu-west-1")
    }

    @Test(
        "what has no region is asked for where its partition's global services are",
        arguments: [(Partition.standard, "us-east-1"), (.china, "cn-northwest-1"), (.government, "us-gov-west-1")])
    func global(partition: Partition, home: String) throws {
        let resource = Resource(
            key: ResourceKey(account: "a", region: CellKey.globalRegion, kind: "queue", id: "q"), name: "q",
            columns: ["u"], raw: RawDocument([:]))
        let text = try #require(
            Self.kind.showCommand(of: resource, accountID: nil, partition: partition, profile: nil)?.text)
        #expect(text.hasSuffix(" --region \(home)"))
    }
}
