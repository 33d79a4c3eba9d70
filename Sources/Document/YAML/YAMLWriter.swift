/// Writes values as YAML text.
struct YAMLWriter {
    private(set) var bytes: [UInt8] = []

    /// Indenting deeper would make a small value a large file.
    private static let deepestBlock = 32
    /// An implicit key may have 1,024 characters, quotes included (YAML 1.2.2 section 7.4.2).
    private static let longestKey = 1000

    mutating func writeDocument(_ value: Value) {
        switch value {
        case .array(let elements) where !elements.isEmpty: writeBlock(elements, level: 0, isContinuing: true)
        case .object(let object) where !object.isEmpty: writeBlock(object, level: 0, isContinuing: true)
        default:
            writeFlow(value)
            newLine(0)
        }
    }

    /// Writes elements, each ended by a line break; `isContinuing` when the first stands behind what is already in its line.
    private mutating func writeBlock(_ elements: [Value], level: Int, isContinuing: Bool) {
        for (position, element) in elements.enumerated() {
            if position > 0 || !isContinuing { indent(level) }
            bytes += "- ".utf8
            switch element {
            case .array(let inner) where isBlock(inner.isEmpty, level + 1):
                writeBlock(inner, level: level + 1, isContinuing: true)
            case .object(let inner) where isBlock(inner.isEmpty, level + 1):
                writeBlock(inner, level: level + 1, isContinuing: true)
            default:
                writeFlow(element)
                newLine(0)
            }
        }
    }

    private mutating func writeBlock(_ object: Object, level: Int, isContinuing: Bool) {
        for (position, member) in object.members.enumerated() {
            if position > 0 || !isContinuing { indent(level) }
            if writeKey(member.key) {
                newLine(level)
            }
            bytes.append(UInt8(ascii: ":"))
            switch member.value {
            case .array(let inner) where isBlock(inner.isEmpty, level + 1):
                newLine(0)
                writeBlock(inner, level: level + 1, isContinuing: false)
            case .object(let inner) where isBlock(inner.isEmpty, level + 1):
                newLine(0)
                writeBlock(inner, level: level + 1, isContinuing: false)
            default:
                bytes.append(UInt8(ascii: " "))
                writeFlow(member.value)
                newLine(0)
            }
        }
    }

    private func isBlock(_ isEmpty: Bool, _ level: Int) -> Bool { !isEmpty && level < Self.deepestBlock }

    private mutating func writeFlow(_ value: Value) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .integer(let number): bytes += number.description.utf8
        case .double(let number): bytes += YAMLText.number(number).utf8
        case .string(let text): YAMLText.append(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { bytes += ", ".utf8 }
                writeFlow(element)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (position, member) in object.members.enumerated() {
                if position > 0 { bytes += ", ".utf8 }
                if writeKey(member.key) { bytes.append(UInt8(ascii: " ")) }
                bytes += ": ".utf8
                writeFlow(member.value)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a key; gives whether it is so long that it had to be marked with `?`.
    private mutating func writeKey(_ key: String) -> Bool {
        let start = bytes.count
        YAMLText.append(key, to: &bytes)
        guard bytes.count - start > Self.longestKey else { return false }
        bytes.insert(contentsOf: "? ".utf8, at: start)
        return true
    }

    private mutating func newLine(_ level: Int) {
        bytes.append(UInt8(ascii: "\n"))
        indent(level)
    }

    private mutating func indent(_ level: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }
}
