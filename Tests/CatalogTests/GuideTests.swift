import Foundation
import Inventory
import Testing

@testable import Catalog

/// docs/kinds-guide.md says what is so.
@Suite("The kinds guide")
struct GuideTests {
    private let guide: String

    init() throws {
        guide = try String(contentsOf: Models.root.appending(path: "docs/kinds-guide.md"), encoding: .utf8)
    }

    /// The block of code under `<!-- example: name -->`.
    private func example(_ name: String) throws -> String {
        let parts = guide.components(separatedBy: "<!-- example: \(name) -->")
        try #require(parts.count == 2)
        let block = parts[1].components(separatedBy: "```")[1]
        return block.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            .map { $0.hasPrefix("   ") ? $0.dropFirst(3) : $0 }.joined(separator: "\n")
    }

    private func load(_ files: [String: String]) throws -> Catalog {
        var catalog: Catalog?
        try Folder.with(files) { folder in
            let builtIn = Models.root.appending(path: "kinds").path
            catalog = Catalog.load(folders: [builtIn, folder], operations: try Models.repository)
        }
        return try #require(catalog)
    }

    @Test("the example is a kind beside those built in")
    func followsTheExample() throws {
        let catalog = try load([
            "cluster-endpoint.yaml": example("cluster-endpoint.yaml"), "views.yaml": example("views.yaml"),
        ])
        #expect(catalog.problems == [])
        #expect(
            catalog.kinds.kind("cluster-endpoint")?.columns.map(\.name) == ["cluster", "type", "members", "excluded"])
        #expect(catalog.kinds.view("cluster-endpoint")?.group == "Database")
    }

    @Test("the mistake in the guide is told as the guide says")
    func tellsItsMistake() throws {
        let wrong = try Sample.edited(
            "name: DBClusterEndpointIdentifier\n", "name: DBClusterEndpointIdentifer\n",
            in: example("cluster-endpoint.yaml"))
        let problem = try #require(
            load(["cluster-endpoint.yaml": wrong, "views.yaml": example("views.yaml")]).problems.first)
        let told = "\(problem)".split(separator: "/").last.map { "my-kinds/\($0)" } ?? ""
        #expect(guide.contains(told), "\(told)")
    }

    @Test("every key, form, role and code is explained")
    func isComplete() {
        let words =
            KindReader.keys + KindProblem.Code.allCases.map(\.rawValue) + Unit.allCases.map(\.rawValue)
            + KindReader.forms + Endpoint.roles + Builtin.allCases.map(\.rawValue)
        for word in words {
            let isTold =
                guide.contains("`\(word)`") || guide.contains(" \(word) ") || guide.contains("`\(word) ")
                || guide.contains(" \(word)`")
            #expect(isTold, "the guide does not tell \(word)")
        }
    }
}
