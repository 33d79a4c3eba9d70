package import Document

extension Value {
    /// The name that `type()` gives.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    var isNumber: Bool {
        switch self {
        case .integer, .double: true
        case .null, .bool, .string, .array, .object: false
        }
    }

    /// Whether conditions take it for no: null, false, and empty text, list or object; every number counts as yes.
    package var isFalsy: Bool {
        switch self {
        case .null: true
        case .bool(let flag): !flag
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        case .integer, .double: false
        }
    }
}
