import Testing

@testable import Catalog

/// What a kind file may not say, whatever the models know.
@Suite("Reading kind files")
struct KindReaderTests {
    static let faults: [Fault] = [
        Fault(.unknownKey, "state: DB", "status: DB", at: "23:1", #"a kind has no key "status""#, meant: "state"),
        Fault(
            .unknownKey, "help: \"The database", "hlep: \"x\", help: \"The database", at: "29:29",
            "a column has no key", meant: "help"),
        Fault(.duplicateKey, "every: 300s", "every: 300s\nevery: 60s", at: "35:1", #""every" stands here twice"#),
        Fault(.duplicateKey, "shown: [name,", "shown: [name, name,", at: "32:15", #""name" is shown twice"#),
        Fault(.missingKey, "title: Databases\n", "", at: "1:1", "a kind has no title"),
        Fault(.missingKey, ", help: \"Allocated storage, in bytes.\"", "", at: "30:12", "a column has no help"),
        Fault(.missingKey, "kind: database, key", "key", at: "19:10", "either a kind or a call"),
        Fault(.missingKey, "items: \"DBClusters[]\", ", "", at: "18:12", "has no items"),
        Fault(.missingKey, "shown: [name, state, endpoint, engine]", "shown: []", at: "32:8", "shown names no column"),
        Fault(.wrongType, "title: Databases", "title: [Databases]", at: "2:8", "title is a text, not a list"),
        Fault(.wrongType, "list: DescribeDBInstances", "list: a:b:c", at: "4:7", "service:Operation"),
        Fault(.wrongType, "many: true", "many: yes", at: "19:85", "many is true or false"),
        Fault(.wrongType, "by: 20", "by: 0", at: "12:9", "by is a whole number from 1 to 1000"),
        Fault(
            .wrongType, "input: { ResourceArns: DBInstanceArn }", "input: { ResourceArns: Other }", at: "13:12",
            "exactly one input"),
        Fault(.wrongType, "ResourceName: DBInstanceArn", "ResourceName: [All]", at: "8:60", #"written "['All']""#),
        Fault(.wrongType, "columns:\n", "columns: []\nx:\n", at: "28:10", "columns is a mapping, not a list"),
        Fault(.badExpression, "items: DBInstances[]", "items: DBInstances[", at: "6:8", "items is no JMESPath"),
        Fault(.badExpression, "value: Engine,", "value: lower(Engine),", at: "29:21", "no JMESPath at character 1"),
        Fault(.badExpression, "value: Engine,", "value: true,", at: "29:21", "a literal is written 'true' or `true`"),
        Fault(.badDuration, "every: 300s", "every: 300", at: "34:8", "for example 300s"),
        Fault(.badDuration, "every: 300s", "every: 29s", at: "34:8", "at least 30s"),
        Fault(.badDuration, "every: 300s", "every: 169h", at: "34:8", "at most a week"),
        Fault(.badName, "kind: database\n", "kind: Data_Base\n", at: "1:7", "one permanent word", meant: "data-base"),
        Fault(.badName, "  engine: ", "  Engine: ", at: "29:3", "snake_case", meant: "engine"),
        Fault(.badName, "  cluster: {", "  parent: {", at: "18:3", "other than parent"),
        Fault(.nameTaken, "  engine:  {", "  state:  {", at: "29:3", #"every row has "state" already"#),
        Fault(.nameTaken, "  peers: {", "  own: {", at: "19:3", #"two calls are named "own""#),
        Fault(.badForm, "form: bytes", "form: byte", at: "30:45", #"no form "byte""#, meant: "bytes"),
        Fault(.badForm, "form: links, to: database", "form: links", at: "31:60", "needs to"),
        Fault(.badForm, "value: Engine,", "value: Engine, to: database,", at: "29:33", "to belongs to the forms link"),
        Fault(.badUnit, "unit: GiB", "unit: gib", at: "30:58", "a unit is one of", meant: "GiB"),
        Fault(.badUnit, "unit: GiB", "unit: min", at: "30:58", "belongs to the form duration"),
        Fault(.badHelp, "\"The database engine, for example postgres.\"", "engine", at: "29:35", "help is a sentence"),
        Fault(
            .badHelp, "Allocated storage, in bytes.", "Allocated storage, in bytes", at: "30:69",
            "a full stop at its end"),
        Fault(.limit, "title: Databases", "title: \(String(repeating: "x", count: 61))", at: "2:8", "longer than 60"),
    ]

    @Test("a mistake is told with its place", arguments: faults)
    func tells(_ fault: Fault) throws {
        try Sample.expect(fault)
    }

    @Test("every problem of a file is told at once")
    func tellsAll() throws {
        var text = try Sample.edited("title: Databases", "titel: Databases")
        text = try Sample.edited("unit: GiB", "unit: GB", in: text)
        text = try Sample.edited("every: 300s", "every: soon", in: text)
        #expect(
            try Sample.problems(kind: text).map(\.code).sorted { $0.rawValue < $1.rawValue }
                == [.badDuration, .badUnit, .missingKey, .unknownKey])
    }

    @Test("a problem prints on one line, whatever the file holds")
    func prints() throws {
        let text = try Sample.edited("state: DB", "\"st\\nate\\e[2J\\u202e\": DB")
        let problem = try #require(try Sample.problems(kind: text).first)
        #expect("\(problem)" == #"database.yaml:23:1: error: a kind has no key "st\u{a}ate\u{1b}[2J\u{202e}""#)
    }
}

extension Sample {
    /// Checks that the sample with `fault` in it has exactly the problem that `fault` tells.
    static func expect(_ fault: Fault) throws {
        let problems = try problems(kind: edited(fault.old, fault.new))
        let codes = problems.map(\.code)
        #expect(codes.contains(fault.code), "found: \(problems)")
        guard let problem = problems.first(where: { $0.code == fault.code }) else { return }
        #expect("\(problem.line):\(problem.column)" == fault.place)
        #expect(problem.message.contains(fault.message), "said: \(problem)")
        #expect(problem.suggestion == fault.suggestion)
    }
}
