extension Value {
    /// Whether JMESPath takes it for true: everything but null, false and what is empty; zero is true.
    package var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        case .integer, .double: true
        }
    }
}
