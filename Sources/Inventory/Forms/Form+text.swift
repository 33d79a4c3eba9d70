package import Document
package import FoundationEssentials

extension Form {
    /// `value` as people read it: units where they help, ages counted to `now`.
    ///
    /// - Shape: one line; empty for null.
    package func text(_ value: Value, now: Date) -> String {
        switch self {
        case .text, .integer, .decimal, .state, .endpoint, .ip, .id, .link, .list, .links, .json: plainText(value)
        case .percent: Self.scalar(value) { $0.double.map { "\(Humanised.number($0)) %" } }
        case .bool: Self.scalar(value) { $0.bool.map { $0 ? "yes" : "no" } }
        case .bytes: Self.scalar(value) { $0.double.map(Humanised.bytes) }
        case .duration: Self.scalar(value) { $0.double.map(Humanised.duration) }
        case .time: Self.scalar(value) { $0.string.flatMap(Timestamp.parse).map(Humanised.time) }
        case .expiry:
            Self.scalar(value) { $0.string.flatMap(Timestamp.parse).map { Humanised.expiry(of: $0, now: now) } }
        case .age: Self.scalar(value) { $0.string.flatMap(Timestamp.parse).map { Humanised.age(of: $0, now: now) } }
        }
    }

    /// `value` as CSV and sorting take it: base units, ISO 8601 times, lists joined.
    ///
    /// - Shape: one line unless the value has several; empty for null.
    package func plainText(_ value: Value) -> String {
        switch self {
        case .text, .integer, .decimal, .percent, .bool, .bytes, .duration, .time, .age, .expiry, .state, .endpoint,
            .ip,
            .id, .link, .list, .links:
            if let text = value.leafText { return text }
            guard case .array(let elements) = value else { return Self.json(value) }
            return elements.map { $0.leafText ?? Self.json($0) }.joined(separator: ", ")
        case .json: return value.leafText ?? Self.json(value)
        }
    }

    /// What `reading` makes of each scalar; what it cannot read stays as it is.
    private static func scalar(_ value: Value, reading: (Value) -> String?) -> String {
        switch value {
        case .array(let elements): elements.map { scalar($0, reading: reading) }.joined(separator: ", ")
        default: reading(value) ?? Form.text.plainText(value)
        }
    }

    private static func json(_ value: Value) -> String {
        value.holdsNothing ? "" : String(decoding: value.json(), as: UTF8.self)
    }
}
