import Document
import Inventory
import JMESPath

extension Fuzz {
    /// What expressions are evaluated on: every type, nested.
    private static let sample: Value = [
        "a": ["b": [1, 2.5, "three", nil, true, ["c": "d"]], "text": "ünïcode \u{0}"],
        "list": [[], [[1]], [["k": 1, "v": "x"], ["k": 2, "v": "y"]]],
        "empty": [:], "n": -7, "s": "hello",
    ]

    /// An expression is refused, or compiles to one that answers or refuses, twice the same.
    static func jmespath(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        guard let expression = try? JMESPath.Expression(text) else { return }
        if expression.source != text { broken("an expression keeps its text") }
        let first = try? expression.evaluate(sample)
        let second = try? expression.evaluate(sample)
        if first != second { broken("evaluation has no hidden state") }
    }

    /// A filter says what is wrong, or matches the same rows each time.
    static func filter(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        let first = Filter(text, kinds: [])
        let second = Filter(text, kinds: [])
        if first.terms.count != second.terms.count || first.problem != second.problem {
            broken("a filter is read the same way each time")
        }
    }
}
