import JSONParsing

/// Makes a `Value` of the tokens of one document.
///
/// - Cost: recursion as deep as the document, which its limits bound.
struct JSONBuilder: ~Copyable {
    private var tape: JSONTape

    init(tape: consuming JSONTape) { self.tape = tape }

    /// The value that begins at the next token.
    mutating func value() -> Value {
        switch tape.next() {
        case .none, .null: .null
        case .bool(let flag): .bool(flag)
        case .integer(let number): .integer(number)
        case .double(let number): .double(number)
        case .string(let text), .key(let text): .string(text)
        case .array(let count): .array(elements(count))
        case .object(let count, let repeats): .object(members(count, repeats))
        }
    }

    private mutating func elements(_ count: Int) -> [Value] {
        var elements: [Value] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(value()) }
        return elements
    }

    private mutating func members(_ count: Int, _ repeats: Bool) -> Object {
        var object = Object(minimumCapacity: count)
        for _ in 0..<count {
            guard case .key(let key) = tape.next() else { break }
            if repeats {
                object[key] = value()
            } else {
                object.appendUnchecked(key, value())
            }
        }
        return object
    }
}
