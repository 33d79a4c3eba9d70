import FoundationEssentials
import Logs
import Testing

@Suite("A line of the log")
struct LogFormatTests {
    private let time = Date(timeIntervalSince1970: 1_700_000_000.25)

    private func line(
        _ format: LogFormat, _ message: String, _ fields: (name: StaticString, value: LogRecord.Field)...,
        hiding secrets: [String] = []
    ) -> String {
        let record = LogRecord(.info, message, at: time, fields: fields)
        return String(decoding: format.line(record, hiding: Redaction(secrets: secrets)), as: UTF8.self)
    }

    @Test("is words for people, an object for programs")
    func forms() {
        let fields: [(name: StaticString, value: LogRecord.Field)] = [
            ("status", .integer(200)), ("ms", .decimal(1.2345)), ("agent", .text("a \"b\" c")),
            ("target", .text("/x?y")),
        ]
        let record = LogRecord(.warning, "request", at: time, fields: fields)
        let text = String(decoding: LogFormat.text.line(record, hiding: Redaction()), as: UTF8.self)
        #expect(
            text == "22:13:20Z WARNING request status=200 ms=1.234 agent=\"a \\\"b\\\" c\" target=\"/x?y\"\n"
                || text == "22:13:20Z WARNING request status=200 ms=1.235 agent=\"a \\\"b\\\" c\" target=/x?y\n"
                || text == "22:13:20Z WARNING request status=200 ms=1.234 agent=\"a \\\"b\\\" c\" target=/x?y\n")
        let json = String(decoding: LogFormat.json.line(record, hiding: Redaction()), as: UTF8.self)
        #expect(
            json.hasPrefix(
                #"{"time":"2023-11-14T22:13:20.250Z","level":"warning","message":"request","status":200,"ms":1.23"#))
        #expect(json.hasSuffix(#","agent":"a \"b\" c","target":"/x?y"}"# + "\n"))
    }

    /// Every character that could end a line, drive a terminal or turn text around.
    static let hostile = [
        "a\r\nlevel=error forged", "a\nb", "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{0}\u{8}\u{7F}\u{9B}31m", "\u{202E}gnp.exe",
        "\u{2028}\u{2029}",
        "\u{200B}\u{FEFF}", "\u{E0001}", "\t", "\u{85}",
    ]

    @Test("nothing in it ends it or drives a terminal", arguments: hostile, LogFormat.allCases)
    func controls(text: String, format: LogFormat) throws {
        let line = line(format, text, ("target", .text(text)), ("agent", .text(text)))
        #expect(line.hasSuffix("\n"))
        for scalar in line.dropLast().unicodeScalars {
            #expect(scalar.value >= 0x20 && scalar.value != 0x7F)
            #expect(
                ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory))
        }
        guard format == .json else { return }
        let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(object["message"] == text && object["target"] == text)
    }

    @Test("none is longer than 8 KiB, and JSON stays JSON", arguments: LogFormat.allCases)
    func length(format: LogFormat) throws {
        for part in ["a", "\u{1}", "\u{1F600}", "\"", "\u{E0001}", "é"] {
            let huge = String(repeating: part, count: 20_000)
            let line = line(
                format, huge, ("a", .text(huge)), ("b", .text(huge)), ("c", .text(huge)), ("d", .text(huge)),
                ("e", .integer(.max)))
            #expect(line.utf8.count <= 8192)
            #expect(line.contains("…"))
            if format == .json {
                let object = try JSONDecoder().decode(Huge.self, from: Data(line.utf8))
                #expect(object.message.hasSuffix("…") && object.e == .max)
            }
        }
    }

    private struct Huge: Decodable {
        let message: String
        let e: Int
    }

    static let secrets: [(String, String)] = [
        ("AKIAIOSFODNN7EXAMPLE said no", "******** said no"),
        ("key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY end", "key ******** end"),
        ("/find?q=x&X-Amz-Signature=abcdef0123&y=1", "/find?q=x&X-Amz-Signature=********&y=1"),
        ("https://me:hunter2@proxy.example:3128/x", "https://********@proxy.example:3128/x"),
        ("Authorization: Bearer abc.def.ghi", "Authorization: ********"),
        ("token=abc123", "token=********"), ("\"SessionToken\": \"abc\"", "\"SessionToken\": \"********\""),
        ("known hunter2-known here", "known ******** here"), ("?q=hunter2%2Dknown", "?q=hunter2%2Dknown"),
        // What is none.
        ("/production/eu-west-1/ec2/i-0abc1234def567890", "/production/eu-west-1/ec2/i-0abc1234def567890"),
        (
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        ("arn:aws:iam::111122223333:role/Elastatus-Reader", "arn:aws:iam::111122223333:role/Elastatus-Reader"),
        ("ec2:DescribeInstances at 12:30:00", "ec2:DescribeInstances at 12:30:00"),
        ("tokens are many", "tokens are many"),
    ]

    @Test("secrets are masked, names and digests are not", arguments: secrets.indices)
    func redaction(index: Int) {
        let (text, shown) = Self.secrets[index]
        #expect(Redaction(secrets: ["hunter2-known", "short"]).applied(to: text) == shown)
    }

    @Test("a known secret is masked in a percent-encoded address, too")
    func encoded() {
        let hidden = Redaction(secrets: ["pass word/+="]).applied(to: "/find?q=pass%20word%2F%2B%3D&x=1")
        #expect(hidden == "/find?q=********&x=1")
    }
}
