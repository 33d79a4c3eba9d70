import Foundation
import Inventory
import Testing

@testable import Catalog

@Suite("Loading kinds")
struct CatalogTests {
    static let codes: [KindProblem.Code] = [.unreadable, .syntax, .limit, .nameTaken, .badName, .refusedOperation]

    @Test("what stands in a folder is read")
    func reads() throws {
        try Folder.with(["database.yaml": Sample.kind, "views.yaml": Sample.views, "notes.txt": "?"]) { folder in
            let catalog = Catalog.load(folders: [folder], operations: try Models.repository)
            #expect(catalog.problems == [])
            #expect(catalog.kinds.kinds.map(\.name) == ["database"])
            #expect(catalog.kinds.view("database")?.group == "Database")
            let kind = try #require(catalog.kinds.kind("database"))
            #expect(kind.every == .seconds(300))
            #expect(kind.attachments.map(\.name) == ["own", "tagset", "cluster", "peers"])
            #expect(kind.column("storage")?.column.unit == .gibibytes)
            #expect(kind.column("peers")?.column.form == .links(to: "database"))
            #expect(kind.column("engine")?.column.title == "Engine")
            #expect(kind.shown == [.builtin(.name), .builtin(.state), .builtin(.endpoint), .column("engine")])
        }
    }

    @Test("a kind with a problem is left out, and the others stay")
    func leavesOut() throws {
        let bad = try Sample.edited("value: Engine", "value: Engin", in: Sample.other)
        let views = Sample.views + "- { view: other, title: O, group: G, kinds: [other] }\n"
        try Folder.with(["database.yaml": Sample.kind, "other.yaml": bad, "views.yaml": views]) { folder in
            let catalog = Catalog.load(folders: [folder], operations: try Models.repository)
            #expect(catalog.problems.map(\.code) == [.unknownMember])
            #expect(catalog.kinds.kinds.map(\.name) == ["database"])
            #expect(catalog.kinds.views.map(\.name) == ["database"])
        }
    }

    @Test("brackets without quotes inside braces are told as what they are")
    func brackets() throws {
        let text = "kind: x\njoin:\n  subnets: { call: DescribeSubnets, items: Subnets[], key: VpcId }\n"
        try Folder.with(["x.yaml": text]) { folder in
            let problem = try #require(
                Catalog.load(folders: [folder], operations: try Models.repository).problems.first)
            #expect(problem.code == .syntax)
            #expect(problem.message.hasSuffix("a path with brackets needs quotes"))
        }
    }

    @Test("a word stays with the folder that has it first")
    func keepsTheFirst() throws {
        let mine = try Sample.edited("title: Databases", "title: Mine")
        try Folder.with(["database.yaml": Sample.kind, "views.yaml": Sample.views]) { builtIn in
            try Folder.with(["database.yaml": mine]) { user in
                let catalog = Catalog.load(folders: [builtIn, user], operations: try Models.repository)
                #expect(catalog.problems.map(\.code) == [.nameTaken])
                #expect(catalog.problems.first?.file == "\(user)/database.yaml")
                #expect(catalog.kinds.kind("database")?.title == "Databases")
            }
        }
    }

    @Test("a user's folder adds kinds and views")
    func adds() throws {
        let views = "- { view: other, title: Other, group: Mine, kinds: [other] }\n"
        try Folder.with(["database.yaml": Sample.kind, "views.yaml": Sample.views]) { builtIn in
            try Folder.with(["other.yml": Sample.other, "views.yaml": views]) { user in
                let catalog = Catalog.load(folders: [builtIn, user], operations: try Models.repository)
                #expect(catalog.problems == [])
                #expect(catalog.kinds.kinds.map(\.name) == ["database", "other"])
            }
        }
    }

    @Test(
        "a file that is no YAML is told with its place",
        arguments: [
            ("kind: [", KindProblem.Code.syntax, 2), ("a: b\n c: d\n", .syntax, 2), ("x: &a 1\n", .limit, 1),
            (String(repeating: "[", count: 100_000), .limit, 1),
        ])
    func refuses(_ text: String, _ code: KindProblem.Code, _ line: Int) throws {
        try Folder.with(["x.yaml": text]) { folder in
            let catalog = Catalog.load(folders: [folder], operations: try Models.repository)
            #expect(catalog.problems.map(\.code) == [code], "\(catalog.problems)")
            #expect(catalog.problems.first?.line == line)
            #expect(catalog.problems.first?.file == "\(folder)/x.yaml")
        }
    }

    @Test("a file is called after its kind")
    func namesFiles() throws {
        try Folder.with(["db.yaml": Sample.kind, "views.yaml": Sample.views]) { folder in
            let catalog = Catalog.load(folders: [folder], operations: try Models.repository)
            #expect(catalog.problems.map(\.code).contains(.badName))
            #expect(catalog.kinds.kinds.isEmpty)
        }
    }

    @Test("a folder that is not there is told")
    func missing() throws {
        let catalog = Catalog.load(folders: ["/nowhere/kinds"], operations: try Models.repository)
        #expect(catalog.problems.map(\.code) == [.unreadable])
    }

    @Test("an operation that is never called is told with the reason")
    func refused() throws {
        struct Refusing: OperationKnowing {
            func facts(of operation: String, service: String) throws(OperationFault) -> OperationFacts {
                throw .refused(reason: "it gives out secrets")
            }
        }
        try Folder.with(["database.yaml": Sample.kind, "views.yaml": Sample.views]) { folder in
            let problems = Catalog.load(folders: [folder], operations: Refusing()).problems
            let codes = Set(problems.map(\.code))
            #expect(codes == [.refusedOperation])
            #expect(problems.first?.message.contains("it gives out secrets") == true)
        }
    }
}

/// A folder with files, gone afterwards.
enum Folder {
    static func with(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "elastatus-kinds-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder.path)
    }
}
