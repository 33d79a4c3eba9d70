import Document
import Inventory
import JMESPath
import Testing

@Suite("Functions of kinds")
struct KindFunctionTests {
    @Test(
        "An own function gives what kinds need of it",
        arguments: [
            ("tag(@, 'Name')", [["Key": "Env", "Value": "qa"], ["Key": "Name", "Value": "web"]], "web"),
            ("tag(@, 'Name')", [["key": "Name", "value": "web"]], "web"),
            ("tag(@, 'Name')", [["TagKey": "Name", "TagValue": "web"]], "web"),
            ("tag(@, 'Name')", ["Name": "web"], "web"),
            ("tag(@, 'Name')", [["Key": "name", "Value": "web"]], nil),
            ("tag(Tags, 'Name')", ["other": 1], nil),
            ("tag(@, 'Name')", ["text", 1], nil),
            ("split(@, ':')", "a:b::c", ["a", "b", "", "c"]),
            ("split(@, '::')", "a::b:c", ["a", "b:c"]),
            ("split(@, ',')", "", [""]),
            ("split(@, '')", "ab", ["ab"]),
            ("split(none, ':')", [:], nil),
            ("json(@).a[0]", "{\"a\": [\"b\"]}", "b"),
            ("json(@)", "no json", nil),
            ("json(@).a", "%7B%22a%22%3A%20%22100%25%20%C3%BC%22%7D", "100% \u{FC}"),
            ("json(@).a", "{\"a\": \"%41\"}", "%41"),
            ("json(@)", "%7", nil),
            ("json(@).a", "{\\\"a\\\": \\\"b\\\\n\\\"}", "b\n"),
            ("json(none)", [:], nil),
            ("dns_unescape(@)", "\\052.example.com.", "*.example.com"),
            ("dns_unescape(@)", ".", "."),
            ("dns_unescape(@)", "\\303\\274.example.com", "\u{FC}.example.com"),
            ("dns_unescape(@)", "a\\9\\05", "a\\9\\05"),
            ("host(@)", "https://sqs.eu-west-1.amazonaws.com/1234/jobs", "sqs.eu-west-1.amazonaws.com"),
            ("host(@)", "redis.example.com:6379", "redis.example.com"),
            ("host(@)", "https://user:pw@[2001:db8::1]:8443/x?y#z", "2001:db8::1"),
            ("host(@)", "2001:db8::1", "2001:db8::1"),
            ("host(@)", "/just/a/path", nil),
            ("scheme(@)", "HTTPS://example.com", "https"),
            ("scheme(@)", "example.com", nil),
            ("match(@, '^i-([0-9a-f]+)(x)?')", "i-0abc", ["i-0abc", "0abc", nil]),
            ("match(@, 'z')", "abc", nil),
            ("match(none, 'z')", [:], nil),
            ("percent(a, b)", ["a": 1, "b": 3], 33.33),
            ("percent(a, b)", ["a": 251, "b": 251], 100),
            ("percent(a, b)", ["a": 0, "b": 11], 0),
            ("percent(a, b)", ["a": 1, "b": 0], nil),
            ("percent(a, b)", ["a": 1], nil),
        ] as [(String, Value, Value)])
    func functions(_ source: String, _ input: Value, _ wanted: Value) throws {
        #expect(try Expression(source, functions: .kinds).evaluate(input) == wanted)
    }

    @Test("A bad pattern is an invalid value")
    func badPattern() throws {
        let error = #expect(throws: ExpressionError.self) {
            try Expression("match(@, '(')", functions: .kinds).evaluate("x")
        }
        #expect(error?.code == .invalidValue)
    }

    @Test("There are these own functions and no others")
    func names() {
        let own = Set(FunctionTable.kinds.names).subtracting(FunctionTable.standard.names)
        #expect(own == ["tag", "split", "json", "dns_unescape", "host", "scheme", "match", "percent"])
    }
}
