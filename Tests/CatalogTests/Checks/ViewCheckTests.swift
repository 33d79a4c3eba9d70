import Testing

@testable import Catalog

@Suite("Checking views")
struct ViewCheckTests {
    static let codes: [KindProblem.Code] = [.badView, .nameTaken, .unknownKind, .missingKey, .unknownKey, .badName]

    @Test(
        arguments: [
            ("- { view: db, title: T, group: G, kinds: [database] }", "1:3", "has the kind's word", "database"),
            (
                "- { view: database, title: T, group: G, kinds: [database], merged: true }", "1:3", "nothing to merge",
                nil
            ),
            (
                "- { view: database, title: T, group: G, kinds: [database, other] }", "1:3",
                "there is a kind \"database\"", nil
            ),
            ("- { view: all-dbs, title: T, group: G, kinds: [database, database] }", "1:3", "names a kind twice", nil),
            ("[]", "1:7", "is in no view", nil),
            ("- { view: database, title: T, group: G, kinds: [] }", "1:48", "has no kinds", nil),
        ] as [(String, String, String, String?)])
    func misleads(_ views: String, _ place: String, _ message: String, _ meant: String?) throws {
        let kinds = [("database.yaml", Sample.kind), ("other.yaml", try Sample.other)]
        let others = "\n- { view: other, title: T, group: G, kinds: [other] }\n"
        let problems = try Sample.problems(kinds: kinds, views: views == "[]" ? others : views + others)
        let problem = try #require(problems.first { $0.message.contains(message) }, "found \(problems)")
        #expect(problem.code == .badView)
        #expect("\(problem.line):\(problem.column)" == place)
        #expect(problem.suggestion == meant)
    }

    @Test("a view of kinds that are not there is told")
    func unknownKinds() throws {
        let problems = try Sample.problems(
            views: Sample.views + "- { view: more, title: T, group: G, kinds: [databse] }\n")
        let codes = problems.map(\.code)
        #expect(codes.contains(.unknownKind))
        #expect(problems.first { $0.code == .unknownKind }?.suggestion == "database")
    }

    @Test("two views of one word are told")
    func twice() throws {
        #expect(try Sample.problems(views: Sample.views + Sample.views).map(\.code) == [.nameTaken])
    }

    @Test(
        "the keys of a view are checked",
        arguments: [
            ("view: database", "viw: database", KindProblem.Code.unknownKey), ("title: Databases, ", "", .missingKey),
            ("view: database", "view: Database", .badName),
        ])
    func keys(_ old: String, _ new: String, _ code: KindProblem.Code) throws {
        let views = try Sample.edited(old, new, in: Sample.views)
        #expect(try Sample.problems(views: views).map(\.code).contains(code))
    }
}

extension Sample {
    /// A second sound kind.
    static var other: String {
        get throws { try edited("kind: database\n", "kind: other\n") }
    }
}
