package import Document
import FoundationEssentials

extension Form {
    /// `value` as this form keeps it: base units, ISO 8601 times, real numbers and booleans where AWS sends text.
    ///
    /// - Shape: a value that does not fit the form is kept as it came, never dropped; null stays null.
    package func coerce(_ value: Value, unit: Unit?) -> Value {
        switch self {
        case .integer, .decimal, .percent: Self.number(value) ?? value
        case .bytes, .duration: Self.scaled(value, by: unit?.factor ?? 1) ?? value
        case .bool: Self.truth(value) ?? value
        case .time, .age, .expiry: Self.time(value) ?? value
        case .list: Self.list(value)
        case .links: Self.each(Self.list(value))
        case .text, .id, .ip, .endpoint, .state, .link: Self.scalarText(value)
        case .json: value
        }
    }

    private static func number(_ value: Value) -> Value? {
        switch value {
        case .integer, .double: return value
        case .string(let text):
            if let number = Int(text) { return .integer(number) }
            return Double(text).flatMap { $0.isFinite ? .double($0) : nil }
        default: return nil
        }
    }

    private static func scaled(_ value: Value, by factor: Double) -> Value? {
        guard let number = number(value) else { return nil }
        if case .integer(let count) = number, factor >= 1 {
            let (product, overflow) = count.multipliedReportingOverflow(by: Int(factor))
            if !overflow { return .integer(product) }
        }
        guard let amount = number.double else { return nil }
        return integral(amount * factor)
    }

    private static func integral(_ amount: Double) -> Value {
        Int(exactly: amount).map { .integer($0) } ?? .double(amount)
    }

    private static func truth(_ value: Value) -> Value? {
        switch value {
        case .bool: value
        case .string(let text) where text.lowercased() == "true" || text == "enabled": .bool(true)
        case .string(let text) where text.lowercased() == "false" || text == "disabled": .bool(false)
        default: nil
        }
    }

    private static func time(_ value: Value) -> Value? {
        if let text = value.string, let date = Timestamp.parse(text) { return .string(Timestamp.text(date)) }
        guard let number = number(value)?.double else { return nil }
        // Milliseconds since 1970 are larger than any second this century.
        let seconds = number > 100_000_000_000 ? number / 1000 : number
        return Timestamp.date(epochSeconds: seconds).map { .string(Timestamp.text($0)) }
    }

    private static func list(_ value: Value) -> Value {
        switch value {
        case .array(let elements): .array(elements.filter { !$0.isNull })
        case .null: .null
        default: .array([value])
        }
    }

    /// Each element once: what is linked twice is one thing.
    private static func each(_ value: Value) -> Value {
        guard case .array(let elements) = value, elements.count > 1 else { return value }
        var seen: Set<Value> = []
        return .array(elements.filter { seen.insert($0).inserted })
    }

    private static func scalarText(_ value: Value) -> Value {
        switch value {
        case .integer(let number): .string(String(number))
        case .double(let number): .string(String(number))
        default: value
        }
    }
}
