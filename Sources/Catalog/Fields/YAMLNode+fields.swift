import Document

extension YAMLNode {
    /// A scalar's text, as written.
    var scalar: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    var sequence: [YAMLNode]? {
        guard case .sequence(let nodes) = content else { return nil }
        return nodes
    }

    /// Whether nothing is written here.
    var isBlank: Bool {
        guard case .scalar(let text, quoted: false) = content else { return false }
        return text.isEmpty || text == "~" || text.lowercased() == "null"
    }

    /// Whether this is an unquoted number or truth value.
    var isPlainLiteral: Bool {
        guard case .scalar(_, quoted: false) = content else { return false }
        switch value {
        case .bool, .integer, .double: return true
        case .null, .string, .array, .object: return false
        }
    }

    /// What stands here, in the words of messages.
    var shape: String {
        switch content {
        case .scalar: isBlank ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
