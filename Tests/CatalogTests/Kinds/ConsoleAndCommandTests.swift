import AWS
import Collector
import Document
import Foundation
import Inventory
import Testing

@testable import Catalog

/// What `Tests/Fixtures` has was looked through by people: a change of a kind's link or command shows there.
@Suite("Links to the console and commands of the repository's kinds")
struct ConsoleAndCommandTests {
    static let kinds = Result {
        Catalog.load(folders: [Models.root.appending(path: "kinds").path], models: try Models.store).kinds
    }

    /// A resource whose every value wants quoting or encoding; of columns each is a hyphen and its name.
    static func resource(of kind: Kind, partition: Inventory.Partition, region: String) -> Resource {
        let place = kind.isGlobal ? CellKey.globalRegion : region
        return Resource(
            key: ResourceKey(account: "prod", region: place, kind: kind.name, id: "the id/1"),
            arn: "arn:\(partition.name):x:\(kind.isGlobal ? partition.home : region):111122223333:y/z",
            name: "it's; $(name)", columns: kind.columns.map { .string("-\($0.name)") }, raw: RawDocument([:]))
    }

    private static let regions = [("aws", "eu-west-1"), ("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-east-1")]

    private func fixture(_ name: String) throws -> [String] {
        let text = try String(contentsOf: Models.root.appending(path: "Tests/Fixtures/\(name)"), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    @Test("every kind leads to its page in the console of three partitions")
    func console() throws {
        let made = try Self.kinds.get().kinds.sorted { $0.name < $1.name }.flatMap { kind throws in
            try Self.regions.map { name, region in
                let partition = Inventory.Partition(
                    try #require(Partitions(try Models.store.partitions())[name]))
                let resource = Self.resource(of: kind, partition: partition, region: region)
                let link = kind.consoleURL(of: resource, accountID: "111122223333", partition: partition)
                return "\(kind.name)\t\(name)\t\(link ?? "none")"
            }
        }
        #expect(Set(made).symmetricDifference(try fixture("console-links.tsv")).sorted() == [])
    }

    @Test("every kind has the commands that are written down, quoted, with region and profile")
    func commands() throws {
        var made: [String] = []
        for kind in try Self.kinds.get().kinds {
            let resource = Self.resource(of: kind, partition: .standard, region: "eu-west-1")
            let show = kind.showCommand(of: resource, accountID: nil, partition: .standard, profile: "the profile")
            let all =
                [try #require(show)]
                + kind.changeCommands(of: resource, accountID: nil, partition: .standard, profile: "the profile")
            made += all.map { "\(kind.name)\t\($0.title)\t\($0.text)" }
        }
        #expect(Set(made).symmetricDifference(try fixture("commands.tsv")).sorted() == [])
    }
}
