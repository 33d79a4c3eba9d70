/// Writes values as JSON text (RFC 8259).
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Spaces per level; nil writes one line.
    private let indentation: Int?
    private var indent = 0
    private var isPretty: Bool { indentation != nil }

    init(indentation: Int?) { self.indentation = indentation }

    mutating func write(_ value: Value) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .integer(let number): bytes += number.description.utf8
        case .double(let number): bytes += (number.isFinite ? number.description : "null").utf8
        case .string(let text): JSONText.appendQuoted(text, to: &bytes)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ elements: [Value]) {
        bytes.append(UInt8(ascii: "["))
        indent += 1
        for (position, element) in elements.enumerated() {
            separate(isFirst: position == 0)
            write(element)
        }
        close(with: UInt8(ascii: "]"), isEmpty: elements.isEmpty)
    }

    private mutating func write(_ object: Object) {
        bytes.append(UInt8(ascii: "{"))
        indent += 1
        for (position, member) in object.members.enumerated() {
            separate(isFirst: position == 0)
            JSONText.appendQuoted(member.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            if isPretty { bytes.append(UInt8(ascii: " ")) }
            write(member.value)
        }
        close(with: UInt8(ascii: "}"), isEmpty: object.isEmpty)
    }

    private mutating func separate(isFirst: Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        if isPretty { newLine() }
    }

    private mutating func close(with bracket: UInt8, isEmpty: Bool) {
        indent -= 1
        if isPretty && !isEmpty { newLine() }
        bytes.append(bracket)
    }

    private mutating func newLine() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (indentation ?? 0) * indent))
    }
}
