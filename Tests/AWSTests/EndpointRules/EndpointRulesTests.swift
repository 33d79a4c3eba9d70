import Document
import Testing

@testable import AWS

@Suite("Endpoint rules")
struct EndpointRulesTests {
    /// Rules over the parameters `A`, `B` (texts) and `F` (false by itself).
    private func outcome(
        _ rules: Value, _ arguments: [String: Value] = [:]
    ) throws -> EndpointRules.Outcome {
        let parameters: Value = [
            "A": ["type": "string"], "B": ["type": "string"], "F": ["type": "boolean", "default": false],
        ]
        return try EndpointRules(["parameters": parameters, "rules": rules]).outcome(
            arguments, partitions: Partitions(EndpointTests.partitions))
    }

    /// What `text`, a template, gives when the conditions hold; nil when they do not.
    private func value(_ conditions: Value, _ text: Value, _ arguments: [String: Value] = [:]) throws -> String? {
        let rules: Value = [["conditions": conditions, "endpoint": ["url": text]], ["endpoint": ["url": "none"]]]
        let url = try outcome(rules, arguments).url
        return url == "none" ? nil : url
    }

    private func call(_ function: Value, _ arguments: Value, as name: Value? = nil) -> Value {
        name.map { ["fn": function, "argv": arguments, "assign": $0] } ?? ["fn": function, "argv": arguments]
    }

    private func message(_ rules: Value, _ arguments: [String: Value] = [:]) -> String? {
        #expect(throws: EndpointRuleFault.self) { try outcome(rules, arguments) }?.message
    }

    @Test("texts hold names, paths and braces")
    func templates() throws {
        #expect(try value([], "{A}.{B}", ["A": "a", "B": "b"]) == "a.b")
        #expect(try value([], "{{{A}}}", ["A": "a"]) == "{a}")
        let partition = call("aws.partition", [["ref": "A"]], as: "P")
        #expect(try value([partition], "x.{P#dnsSuffix}", ["A": "cn-north-1"]) == "x.amazonaws.com.cn")
        #expect(message([["endpoint": ["url": "{A}"]]]) == "a text has no value")
        for bad in ["{A", "A}", "{Nobody}", "{A#.}"] {
            #expect(throws: EndpointRuleFault.self) { try outcome([["endpoint": ["url": .string(bad)]]]) }
        }
    }

    @Test(
        "parts of texts",
        arguments: [
            (0, 2, false, "ab"), (1, 3, false, "bc"), (0, 2, true, "ef"), (1, 3, true, "de"), (0, 6, true, "abcdef"),
        ])
    func substring(start: Int, stop: Int, isReversed: Bool, expected: String) throws {
        let part = call("substring", [["ref": "A"], .integer(start), .integer(stop), .bool(isReversed)], as: "S")
        #expect(try value([part], "{S}", ["A": "abcdef"]) == expected)
        #expect(try value([part], "{S}", ["A": "a"]) == nil)
        #expect(try value([part], "{S}", ["A": "äöüäöü"]) == nil)
    }

    @Test(
        "URLs",
        arguments: [
            ("https://a.b", "https a.b  / false"), ("http://127.0.0.1:80/x", "http 127.0.0.1:80 /x /x/ true"),
            ("https://[::1]/x/", "https [::1] /x/ /x/ true"), ("https://a?q", nil), ("ftp://a", nil), ("a.b", nil),
            ("https://", nil),
        ] as [(String, String?)])
    func urls(url: String, expected: String?) throws {
        let parsed = call("parseURL", [["ref": "A"]], as: "U")
        let isNumeric = call("booleanEquals", [call("getAttr", [["ref": "U"], "isIp"]), true])
        let text =
            try value(
                [parsed, isNumeric], "{U#scheme} {U#authority} {U#path} {U#normalizedPath} true", ["A": .string(url)])
            ?? value([parsed], "{U#scheme} {U#authority} {U#path} {U#normalizedPath} false", ["A": .string(url)])
        #expect(text == expected)
    }

    @Test("ARNs and their fields")
    func arns() throws {
        let parsed = call("aws.parseArn", [["ref": "A"]], as: "N")
        let second = call("getAttr", [["ref": "N"], "resourceId[1]"], as: "R")
        let text: Value = "{N#partition} {N#service} {N#region} {N#accountId} {R}"
        #expect(try value([parsed, second], text, ["A": "arn:aws:s3:r:1:accesspoint:my/x"]) == "aws s3 r 1 my")
        #expect(try value([parsed, second], text, ["A": "arn:aws:s3:::bucket"]) == nil)
        for bad in ["", "arn:aws:s3", "arn::s3:::b", "arn:aws:s3:::", "urn:aws:s3:::b"] {
            #expect(try value([parsed], "x", ["A": .string(bad)]) == nil, "\(bad)")
        }
    }

    @Test(
        "host labels and buckets",
        arguments: [
            ("abc", true, true), ("a.b-c.d", true, true), ("ab", false, true), ("Abc", false, true),
            ("a..b", false, false),
            ("192.168.1.1", false, true), ("-abc", false, false), ("abc-", false, false), ("a_b", false, false),
            (String(repeating: "a", count: 63), true, true), (String(repeating: "a", count: 64), false, false),
        ])
    func labels(name: String, isBucket: Bool, isLabel: Bool) throws {
        for (function, expected) in [("aws.isVirtualHostableS3Bucket", isBucket), ("isValidHostLabel", isLabel)] {
            let found = try value([call(.string(function), [["ref": "A"], true])], "yes", ["A": .string(name)])
            #expect((found != nil) == expected, "\(function)")
            guard name.contains(".") else { continue }
            #expect(try value([call(.string(function), [["ref": "A"], false])], "yes", ["A": .string(name)]) == nil)
        }
    }

    @Test("what is not set is false, and not false is true")
    func truth() throws {
        #expect(try value([call("isSet", [["ref": "A"]])], "yes") == nil)
        #expect(try value([call("not", [call("isSet", [["ref": "A"]])])], "yes") == "yes")
        #expect(try value([call("booleanEquals", [["ref": "F"], false])], "yes") == "yes")
        #expect(try value([call("stringEquals", [["ref": "A"], "a"])], "yes", ["A": "a"]) == "yes")
        #expect(try value([call("uriEncode", [["ref": "A"]], as: "E")], "{E}", ["A": "a b/ü~"]) == "a%20b%2F%C3%BC~")
        #expect(
            message([["conditions": [call("stringEquals", [["ref": "A"], "a"])], "error": "no"]])
                == "stringEquals wants a text")
    }

    @Test("a tree that counts decides alone, and refusals are told apart from rules that are broken")
    func trees() throws {
        let tree: Value = ["rules": [["conditions": [call("isSet", [["ref": "A"]])], "endpoint": ["url": "a"]]]]
        #expect(try outcome([tree, ["endpoint": ["url": "b"]]], ["A": "x"]).url == "a")
        let broken = #expect(throws: EndpointRuleFault.self) { try outcome([tree, ["endpoint": ["url": "b"]]]) }
        #expect(broken == .broken("no rule fits"))
        let refusal = #expect(throws: EndpointRuleFault.self) { try outcome([["error": "not {A}"]], ["A": "here"]) }
        #expect(refusal == EndpointRuleFault(isRefusal: true, message: "not here"))
    }

    @Test("properties and headers hold names too")
    func properties() throws {
        let endpoint: Value = [
            "url": "u", "properties": ["authSchemes": [["name": "sigv4", "signingRegion": "{A}", "deep": [true]]]],
            "headers": ["x-a": ["{A}", "b"]],
        ]
        let found = try outcome([["endpoint": endpoint]], ["A": "r"])
        #expect(found.headers == ["x-a": ["r", "b"]])
        #expect(
            Value.object(found.properties)
                == ["authSchemes": [["name": "sigv4", "signingRegion": "r", "deep": [true]]]])
    }

    @Test("rules that are none are refused when they are read")
    func broken() {
        let endpoint: Value = ["url": "x"]
        let faults: [(Value, String)] = [
            ([["conditions": [["fn": "shell", "argv": []]], "endpoint": endpoint]], "there is no function shell"),
            ([["conditions": [["fn": "not", "argv": []]], "endpoint": endpoint]], "not wants 1 arguments"),
            ([["conditions": [["ref": "A"]], "endpoint": endpoint]], "a condition calls nothing"),
            (
                [["conditions": [call("getAttr", [["ref": "A"], "[x"])], "endpoint": endpoint]],
                "getAttr wants a value and a path"
            ),
            ([["conditions": [call("isSet", [["ref": "A"]], as: "B")], "endpoint": endpoint]], "B gets a value twice"),
            ([[:]], "a rule has neither rules nor an endpoint nor an error"),
        ]
        for (rules, expected) in faults { #expect(message(rules) == expected) }
        #expect(throws: EndpointRuleFault.self) { try EndpointRules([:]) }
    }

    @Test("what a rule names is unknown beside it")
    func scope() {
        let named: Value = [
            "conditions": [call("uriEncode", [["ref": "A"]], as: "E"), call("isSet", [["ref": "B"]])],
            "endpoint": ["url": "{E}"],
        ]
        #expect(message([named, ["endpoint": ["url": "{E}"]]], ["A": "a"]) == "nothing gives E a value")
    }

    @Test("depth and texts are bounded")
    func bounds() {
        var rules: Value = [["endpoint": ["url": "x"]]]
        for _ in 0..<60 { rules = [["rules": rules]] }
        #expect(message(rules) == "rules stand more than 48 deep")
        var term: Value = ["ref": "A"]
        for _ in 0..<60 { term = call("uriEncode", [term]) }
        #expect(
            message([["conditions": [term], "endpoint": ["url": "x"]]], ["A": "a"])
                == "the rules are too deep or too many")
        // Each doubles the one before.
        var conditions: [Value] = [call("uriEncode", ["{A}{A}"], as: "V0")]
        for index in 1..<40 {
            conditions.append(call("uriEncode", [.string("{V\(index - 1)}{V\(index - 1)}")], as: .string("V\(index)")))
        }
        #expect(
            message([["conditions": .array(conditions), "endpoint": ["url": "x"]]], ["A": "a"])
                == "a text has more than 4096 bytes")
    }
}
