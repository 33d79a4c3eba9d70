package import Document

extension Tag {
    /// Reads the tags AWS wrote: a list of `{Key, Value}` in any of its spellings, or a map.
    ///
    /// - Shape: in the order written; an absent value is empty; anything without a key is left out.
    package static func read(_ value: Value) -> [Tag] {
        switch value {
        case .array(let elements): elements.compactMap(read(element:))
        case .object(let members): members.map { Tag(key: $0.key, value: text($0.value)) }
        default: []
        }
    }

    private static func read(element: Value) -> Tag? {
        guard let key = (element["Key"] ?? element["key"] ?? element["TagKey"])?.string else { return nil }
        return Tag(key: key, value: text(element["Value"] ?? element["value"] ?? element["TagValue"] ?? .null))
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): String(flag)
        default: ""
        }
    }
}
