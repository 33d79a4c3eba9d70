package import Document

extension YAMLNode {
    /// Whether nothing is written here: an empty place, `~` or `null`.
    package var isNothing: Bool {
        guard case .scalar(let text, quoted: false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// What stands here, in the words of messages.
    package var typeName: String {
        switch content {
        case .scalar: isNothing ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
