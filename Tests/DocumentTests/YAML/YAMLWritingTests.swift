import Document
import Testing

@Suite("YAML writing")
struct YAMLWritingTests {
    private static let wide = DocumentLimits(bytes: 1 << 22, depth: 600, nodes: 1_000_000)

    @Test("values are written in block style, text plain where no reader can mistake it")
    func known() {
        let value: Value = [
            "id": "i-0abc", "arn": "arn:aws:sns:eu-west-1:1:x", "size": 8, "load": 1e20, "empty": [[:], []],
            "state": ["name": "no", "code": "16"],
            "tags": [["Key": "Name", "Value": "web 1"], ["Key": "a: b", "Value": nil]],
            "nested": [[1, [true]], "two words"],
        ]
        #expect(
            String(decoding: value.yaml(), as: UTF8.self) == """
                id: i-0abc
                arn: arn:aws:sns:eu-west-1:1:x
                size: 8
                load: 1.0e+20
                empty:
                  - {}
                  - []
                state:
                  name: "no"
                  code: "16"
                tags:
                  - Key: Name
                    Value: web 1
                  - Key: "a: b"
                    Value: null
                nested:
                  - - 1
                    - - true
                  - two words

                """)
    }

    @Test("what is written reads back as the same value", arguments: 0..<600 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = RandomValue(seed: seed)
        let value = random.value()
        #expect(try YAMLNode.parse(value.yaml(), limits: Self.wide).value == value)
    }

    @Test(
        "infinities are kept, scalars and empty containers stand alone",
        arguments: [.double(.infinity), .double(-.infinity), [], [:], "", nil, "x"] as [Value])
    func alone(value: Value) throws {
        #expect(try YAMLNode.parse(value.yaml()).value == value)
    }

    @Test("deep and long-keyed values stay lossless and small", arguments: [40, 200, 500])
    func deep(depth: Int) throws {
        var value: Value = [String(repeating: "é", count: 2000): "end"]
        for level in 0..<depth { value = level.isMultiple(of: 2) ? ["k": value, "l": 1] : [value, 2] }
        let text = value.yaml()
        #expect(text.count < 100 * depth + 20_000)
        #expect(try YAMLNode.parse(text, limits: Self.wide).value == value)
    }
}
