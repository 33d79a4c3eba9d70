import Document
import Inventory
import Testing

@Suite("Filter")
struct FilterTests {
    static let orders = Samples.row(
        "rds-instance", "orders-db", name: "Orders", state: "available", age: 40,
        endpoints: [Samples.endpoint("orders-db.abc.eu-west-1.rds.amazonaws.com", 5432, scheme: "postgres")],
        tags: [("Owner", "Zoë"), ("env", "qa"), ("aws:cloudformation:stack-name", "shop")],
        columns: [
            "postgres 14.9", .integer(100 << 30), ["sg-1", "sg-2"], 4, true, 7200, "2025-11-01T10:30:00Z", 82.5,
            "10.2.3.4",
            ["k": ["deep value"]],
        ], arn: "arn:aws:rds:eu-west-1:1:db:orders-db")
    static let empty = Samples.row("rds-instance", "bare", columns: Array(repeating: nil, count: 10))

    func matches(_ text: String, _ resource: Resource = orders) -> Bool {
        let filter = Filter(text, kinds: [Samples.database])
        #expect(filter.problems.isEmpty, "\(text): \(filter.problem ?? "")")
        let visible = Set(Samples.database.columns.map(\.name))
        return FilterMatcher(filter, kind: Samples.database, visible: visible, now: Samples.now).matches(resource)
    }

    @Test(
        "A filter keeps the row it describes",
        arguments: [
            "", "orders", "ORDERS postgres", "zoë", "ZOË", "\"postgres 14\"", "ord*db", "14.9", "deep", "5432",
            "state:available", "state:AVAILABLE", "state:avail*", "state:stopped,available", "-state:stopped",
            "account:prod", "region:eu-*", "kind:rds-instance", "name:*der*", "id:orders-db", "arn:aws:rds:eu-west-1:*",
            "arn:aws:rds:eu-west-1:1:db:orders-db", "endpoint:*.rds.amazonaws.com", "endpoint:*:5432",
            "endpoints:writer",
            "tag:Owner", "tag:owner", "tag:env=qa", "tag:env=QA,prod", "tag:env=q*", "-tag:Team", "tag:own*=zo*",
            "tag:\"aws:cloudformation:stack-name\"=shop", "tag:aws:cloudformation:stack-name=shop", "-tag:env=prod",
            "engine:\"postgres 14.9\"", "engine:postgres*", "engine:>\"postgres 9.6\"", "engine:<=\"postgres 14.9\"",
            "storage:>=100GiB", "storage:<0.5TiB", "storage:100GiB", "storage:>107GB", "storage:>1000", "storage:<200g",
            "groups:sg-2", "groups:sg-9,sg-1", "-groups:sg-9", "cores:4", "cores:>3", "cores:<=4", "cores:>=4,<2",
            "encrypted:true", "encrypted:yes", "-encrypted:no", "window:2h", "window:>90m", "window:<3h",
            "age:>30d", "age:>1mo", "age:<2month", "age:<1y", "age:<6w", "age:>=40d", "created_at:2025-10-11",
            "created_at:<2025-10-12", "age:<2026-01-01",
            "seen_at:2025-11", "seen_at:>2025-11-01", "seen_at:>=2025-11-01T10:30", "seen_at:>19d", "seen_at:*T10:30*",
            "load:>80%", "load:82.5", "ip:10.2.0.0/16", "ip:10.2.3.4", "ip:10.2.*", "ip:>10.2.3.3", "-ip:10.3.0.0/16",
            "port:5432", "port:>5000", "notes:\"deep value\"", "env:null", "stack:", "tag:Team=", "-name:*ci*",
            "state:available tag:env=qa age:>30d -name:*ci* ip:10.2.0.0/16 port:5432 storage:>=100GiB",
        ])
    func keeps(_ text: String) { #expect(matches(text)) }

    @Test(
        "A filter drops the row it does not describe",
        arguments: [
            "nothing", "orders nothing", "-orders", "\"14 postgres\"", "ord*dbx", "state:avail", "state:stopped",
            "-state:available", "state:null", "account:dev", "region:us-*", "name:der", "tag:Team", "tag:env=prod",
            "tag:env=", "-tag:Owner", "storage:>100GiB", "storage:<100GiB", "storage:99GiB", "cores:>4", "cores:5",
            "encrypted:false", "window:>2h", "age:<30d", "age:>41d", "created_at:2025-10-12", "seen_at:<2025-11-01",
            "seen_at:<19d", "load:>82.5", "ip:10.3.0.0/16", "ip:10.2.3.5", "ip:::/0", "port:5433",
            "engine:>\"postgres 100\"",
            "engine:postgres", "groups:sg", "-groups:sg-1", "notes:deep", "arn:aws:rds:us-*", "-\"postgres 14.9\"",
        ])
    func drops(_ text: String) { #expect(!matches(text)) }

    @Test("What a row has not got is empty, and compares with nothing")
    func nulls() {
        for field in [
            "state", "arn", "engine", "storage", "groups", "cores", "encrypted", "age", "seen_at", "endpoint", "tags",
        ] {
            #expect(matches("\(field):", Self.empty))
            #expect(matches("\(field):blank", Self.empty))
            #expect(!matches("-\(field):blank", Self.empty))
            // Tags are an object in JSON, even without any.
            #expect(matches("\(field):null", Self.empty) == (field != "tags"))
            #expect(matches("-\(field):null", Self.empty) == (field == "tags"))
            #expect(!matches("\(field):*", Self.empty))
        }
        #expect(!matches("cores:<5", Self.empty))
        #expect(!matches("cores:>=0", Self.empty))
        #expect(matches("-cores:>=0", Self.empty))
        #expect(matches("tag:", Self.empty))
        #expect(!matches("tag:", Self.orders))
    }

    @Test("Null is no value, blank is nothing to see, and an empty text is blank alone")
    func nullAndBlank() {
        let row = Samples.row(
            "rds-instance", "x", tags: [("Team", "")], columns: ["", nil, [], 0, false, nil, nil, nil, nil, [:]])
        for field in ["engine", "groups", "notes", "tag:Team="] {
            let colon = field.hasSuffix("=") ? "" : ":"
            #expect(matches("\(field)\(colon)blank", row) && !matches("\(field)\(colon)null", row), "\(field)")
        }
        #expect(matches("engine:\"\" tag:Team=\"\"", row))
        #expect(matches("storage:blank storage:null -cores:blank -encrypted:blank", row))
        #expect(!matches("storage:\"\"", row))
        #expect(matches("tag:Other=null", row) && matches("ip:null port:null", row))
        #expect(matches("state:\"null\"", Samples.row("rds-instance", "y", state: "null")))
        #expect(matches("state:\"blank\"", Samples.row("rds-instance", "y", state: "Blank")))
    }

    @Test("A question mark is any one character, whatever its length in bytes")
    func questionMarks() {
        let row = Samples.row("rds-instance", "web-é1", state: "a?b")
        for text in ["name:web-??", "name:?eb*", "name:*?1", "name:w*-?1", "web?é", "?é", "state:a\"?\"b", "state:a?b"]
        {
            #expect(matches(text, row), "\(text)")
        }
        for text in ["name:web-?", "name:web-???", "name:?", "name:web-é1?", "e?é", "state:a\"?\"", "-state:???"] {
            #expect(!matches(text, row), "\(text)")
        }
    }

    @Test("A column of addresses takes networks, like ip")
    func networkColumns() {
        let kind = Samples.kind("rds-instance", [Samples.column("inner", .ip)])
        let row = Samples.row("rds-instance", "x", columns: ["10.2.3.4"])
        func matches(_ text: String) -> Bool {
            FilterMatcher(Filter(text, kinds: [kind]), kind: kind, visible: [], now: Samples.now).matches(row)
        }
        #expect(matches("inner:10.2.0.0/16") && matches("inner:10.2.3.4") && matches("inner:10.2.3.*"))
        #expect(!matches("inner:10.3.0.0/16"))
    }

    @Test("A field of another kind of the same view is null here")
    func mergedKinds() {
        let filter = Filter("nodes:>2", kinds: [Samples.database, Samples.cache])
        #expect(filter.problems.isEmpty)
        #expect(!FilterMatcher(filter, kind: Samples.database, visible: [], now: Samples.now).matches(Self.orders))
        let negated = Filter("-nodes:>2", kinds: [Samples.database, Samples.cache])
        #expect(FilterMatcher(negated, kind: Samples.database, visible: [], now: Samples.now).matches(Self.orders))
    }

    @Test("Free words look only into the columns that are shown")
    func visible() {
        let filter = Filter("\"postgres 14.9\"", kinds: [Samples.database])
        #expect(
            !FilterMatcher(filter, kind: Samples.database, visible: ["cores"], now: Samples.now).matches(Self.orders))
    }

    @Test(
        "A problem has its place and a suggestion, and the rest applies",
        arguments: [
            ("orders stat:available", 7..<11, "there is no field 'stat', did you mean 'state'?", "orders"),
            ("redis:6379", 0..<5, "there is no field 'redis', put it in quotes to look for the text", ""),
            ("name:\"x y", 5..<9, "a quote is never closed", "name:\"x y\""),
            ("cores:>many state:x", 7..<11, "'many' cannot be compared with cores, it is a number", "state:x"),
            ("cores:>1,>many", 10..<14, "'many' cannot be compared with cores, it is a number", "cores:>1"),
            ("age:>30", 5..<7, "'30' cannot be compared with age, it is an age like 30d (s, m, h, d, w, mo, y)", ""),
            ("age:>1M", 5..<7, "'1M' cannot be compared with age, it is an age like 30d (s, m, h, d, w, mo, y)", ""),
            ("encrypted:>1", 11..<12, "'1' cannot be compared with encrypted, it is true or false", ""),
            ("é name:>", 7..<8, "'>' needs a value without '*' and '?'", "\"é\""),
            ("tag:=x a", 4..<5, "a tag's key is missing before '='", "a"),
        ])
    func problems(_ text: String, _ place: Range<Int>, _ message: String, _ rest: String) {
        let filter = Filter(text, kinds: [Samples.database])
        let problem = FilterProblem(message: message, offset: place.lowerBound, length: place.count)
        #expect(filter.problems == [problem])
        #expect(filter.description == rest)
        #expect(filter.problem == "\(message) (character \(place.lowerBound + 1))")
        let carets = String(repeating: "^", count: place.count)
        #expect(problem.pointer(in: text) == "\(text)\n\(String(repeating: " ", count: place.lowerBound))\(carets)")
    }

    @Test("Of a long filter the part around a problem is shown")
    func longProblem() throws {
        let text = String(repeating: "a ", count: 30) + "stat:x" + String(repeating: " b", count: 30)
        let problem = try #require(Filter(text, kinds: [Samples.database]).problems.first)
        let lines = problem.pointer(in: text).split(separator: "\n")
        #expect(lines[0].hasPrefix("…") && lines[0].hasSuffix("…") && lines[0].count < 80)
        #expect(lines[0].dropFirst(lines[1].count - 4).hasPrefix("stat:x") && lines[1].hasSuffix(" ^^^^"))
    }

    @Test("A filter has a bound of length and of terms")
    func bounds() {
        let long = Filter(String(repeating: "a", count: 3000), kinds: [])
        #expect(long.problems.count == 1 && long.terms.count == 1)
        let many = Filter(Array(repeating: "a:b", count: 100).joined(separator: " ") + " x", kinds: [])
        #expect(many.terms == [FilterTerm(.words(Glob(literal: "x")))])
        let words = Filter(Array(repeating: "a", count: 100).joined(separator: " "), kinds: [])
        #expect(words.terms.count == 50 && words.problems.count == 1)
    }

    @Test("The canonical text reads back as the same terms", arguments: 0..<20)
    func roundTrip(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            let filter = Filter(terms: (0..<Int.random(in: 0...5, using: &random)).map { _ in term(&random) })
            let again = Filter(filter.description, kinds: [Samples.database])
            #expect(again.terms == filter.terms, "\(filter.description)")
            #expect(again.problems.isEmpty, "\(filter.description): \(again.problem ?? "")")
            #expect(again.description == filter.description)
        }
    }

    @Test("Any text is read without harm, and what it means is stable", arguments: 0..<20)
    func anyText(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let alphabet =
            Array("ab-:,*?\"\\<>=. \u{301}é\u{0}\ntagipstatenull12/").map(String.init) + [
                "state:", "tag:", "ip:", "cores:>",
            ]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...25, using: &random)).map { _ in random.pick(alphabet) }.joined()
            let filter = Filter(text, kinds: [Samples.database])
            let again = Filter(filter.description, kinds: [Samples.database])
            #expect(again.terms == filter.terms, "\(text.debugDescription) → \(filter.description)")
        }
    }

    private func term(_ random: inout SeededGenerator) -> FilterTerm {
        let isNegated = Bool.random(using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: return FilterTerm(isNegated: isNegated, .words(glob(&random, canBeEmpty: false)))
        case 1:
            return FilterTerm(isNegated: isNegated, .tag(glob(&random, canBeEmpty: false), tests(&random, "engine")))
        default:
            let field = random.pick(["name", "state", "engine", "cores", "ip", "storage", "seen_at", "port", "account"])
            return FilterTerm(isNegated: isNegated, .field(field, tests(&random, field)))
        }
    }

    private func tests(_ random: inout SeededGenerator, _ field: String) -> [FilterTest] {
        let operands = [
            "cores": ["1", "-2.5", "1e3"], "port": ["80"], "ip": ["10.0.0.1", "::1"], "storage": ["10GiB", "5 MB"],
            "seen_at": ["2025-01-01", "30d"],
        ]
        var tests: [FilterTest] = []
        for _ in 0...Int.random(in: 0...2, using: &random) {
            var test: FilterTest
            switch Int.random(in: 0...3, using: &random) {
            case 0: test = Bool.random(using: &random) ? .null : .blank
            case 1:
                let operand = random.pick(operands[field] ?? ["a", "b c", "x,y", "-z", "null", "\""])
                test = .compare(random.pick(Array(FilterComparison.allCases)), operand)
            case 2 where field == "ip":
                test = .network(
                    random.pick(
                        [IPNetwork("10.2.0.0/16"), IPNetwork("2001:db8::/32"), IPNetwork("::1")].compactMap { $0 }))
            default: test = .text(glob(&random, canBeEmpty: true))
            }
            if case .text(let glob) = test, field == "ip", glob.literal.flatMap({ IPNetwork($0) }) != nil {
                test = .blank
            }
            if !tests.contains(test) { tests.append(test) }
        }
        return tests
    }

    private func glob(_ random: inout SeededGenerator, canBeEmpty: Bool) -> Glob {
        var glob = Glob()
        for _ in 0..<Int.random(in: canBeEmpty ? 0...3 : 1...3, using: &random) {
            if Bool.random(using: &random) {
                if Bool.random(using: &random) { glob.appendStar() } else { glob.appendOne() }
            } else {
                glob.append(
                    random.pick([
                        "a", "web-1", "-x", "two words", "null", "blank", "?", "\"", "\\", "a:b", "state:", ",", "=",
                        ">", "é",
                        "\u{301}", "*", "10.0.0.1",
                    ]))
            }
        }
        return glob
    }
}
