/// What a test needs to know of a page's markup: its tags, and its text without them.
struct PageReader {
    /// One start tag.
    struct Tag {
        let name: String
        let attributes: [String: String]
    }

    let tags: [Tag]
    /// The text between the tags, unescaped, white space folded.
    let text: String

    init(_ html: String) {
        var tags: [Tag] = []
        var text: [UInt8] = []
        var rest = Array(html.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            text += rest[..<open]
            text.append(0x20)
            rest = rest[(open + 1)...]
            guard let close = Self.end(of: rest) else { break }
            if let first = rest.first, 0x41...0x7A ~= first { tags.append(Self.tag(rest[..<close])) }
            rest = rest[(close + 1)...]
        }
        text += rest
        self.tags = tags
        self.text = Self.unescaped(text[...]).split { $0.isWhitespace }.joined(separator: " ")
    }

    /// The place of the `>` that is in no attribute's value.
    private static func end(of text: ArraySlice<UInt8>) -> Int? {
        var quote: UInt8?
        for (index, byte) in zip(text.indices, text) {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return nil
    }

    private static func tag(_ text: ArraySlice<UInt8>) -> Tag {
        func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
        let name = text.prefix { !isSpace($0) }
        var attributes: [String: String] = [:]
        var rest = text.dropFirst(name.count).drop(while: isSpace)
        while !rest.isEmpty {
            let key = rest.prefix { !isSpace($0) && $0 != UInt8(ascii: "=") }
            let keyText = String(decoding: key, as: UTF8.self)
            rest = rest.dropFirst(key.count)
            guard rest.first == UInt8(ascii: "=") else {
                attributes[keyText] = ""
                rest = rest.drop(while: isSpace)
                continue
            }
            rest = rest.dropFirst()
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { break }
            let value = rest.dropFirst().prefix { $0 != quote }
            attributes[keyText] = unescaped(value)
            rest = rest.dropFirst(value.count + 2).drop(while: isSpace)
        }
        return Tag(name: String(decoding: name, as: UTF8.self), attributes: attributes)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        (Array("lt;".utf8), 0x3C), (Array("gt;".utf8), 0x3E), (Array("quot;".utf8), 0x22), (Array("#39;".utf8), 0x27),
        (Array("amp;".utf8), 0x26),
    ]

    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "&"), let entity = entities.first(where: { rest.starts(with: $0.name) }) {
                plain.append(entity.byte)
                rest = rest.dropFirst(entity.name.count)
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// The values of `attribute` in every tag named `name`.
    func values(_ name: String, _ attribute: String) -> [String] {
        tags.filter { $0.name == name }.compactMap { $0.attributes[attribute] }
    }

    /// Where the page's links and forms lead.
    var targets: [String] { values("a", "href") + values("form", "action") }
}
