import Document
import FoundationEssentials

/// Scalars of an input as the wire has them.
///
/// - Source: botocore `serialize.py`.
enum Scalar {
    /// A member's value as text, for forms, headers, paths and XML.
    ///
    /// - Throws: `InputFault` for lists and objects, and for what is no time or no truth value.
    static func text(
        _ value: Value, _ kind: Shape.Kind, _ format: ShapeTable.TimestampFormat
    ) throws(InputFault) -> String {
        switch (kind, value) {
        case (.boolean, .bool(let flag)): return flag ? "true" : "false"
        case (.boolean, .string(let text)) where text == "true" || text == "false": return text
        case (.boolean, _): throw InputFault("wants true or false")
        case (.timestamp, _): return try time(value, format).text
        case (.integer, .double(let number)) where number == number.rounded() && abs(number) < 1e15:
            return String(Int(number))
        case (_, .string(let text)): return text
        case (_, .integer(let number)): return String(number)
        case (_, .double(let number)): return "\(number)"
        case (_, .bool(let flag)): return flag ? "true" : "false"
        case (_, .null), (_, .array), (_, .object): throw InputFault("wants a single value")
        }
    }

    /// A member's value in JSON.
    static func json(
        _ value: Value, _ kind: Shape.Kind, _ format: ShapeTable.TimestampFormat
    ) throws(InputFault) -> Value {
        switch (kind, value) {
        case (.timestamp, _): return try time(value, format).value
        case (.integer, .string(let text)): return Int(text).map(Value.integer) ?? value
        case (.float, .string(let text)): return Double(text).flatMap { $0.isFinite ? .double($0) : nil } ?? value
        case (.string, .integer), (.string, .double), (.boolean, _): return try typed(value, kind)
        case (_, .array), (_, .object): throw InputFault("wants a single value")
        default: return value
        }
    }

    private static func typed(_ value: Value, _ kind: Shape.Kind) throws(InputFault) -> Value {
        let text = try text(value, kind, .iso8601)
        return kind == .boolean ? .bool(text == "true") : .string(text)
    }

    /// A time in the form that the place wants.
    private static func time(
        _ value: Value, _ format: ShapeTable.TimestampFormat
    ) throws(InputFault) -> (text: String, value: Value) {
        let read: WireTime? =
            switch value {
            case .string(let text): WireTime(text)
            case .integer(let seconds): WireTime(seconds: seconds)
            case .double(let seconds): WireTime(epoch: seconds)
            default: nil
            }
        guard let time = read else { throw InputFault("wants a time like 2026-11-20T13:37:00Z") }
        switch format {
        case .iso8601: return (time.inputText, .string(time.inputText))
        case .rfc822: return (time.httpDate, .string(time.httpDate))
        case .unixTimestamp where time.microseconds == 0: return (String(time.seconds), .integer(time.seconds))
        case .unixTimestamp:
            let seconds = Double(time.seconds) + Double(time.microseconds) / 1e6
            return ("\(seconds)", .double(seconds))
        }
    }

    /// The bytes of a blob, which inputs have in base64.
    static func bytes(_ value: Value) throws(InputFault) -> [UInt8] {
        guard let text = value.string, let data = Data(base64Encoded: text) else { throw InputFault("wants base64") }
        return [UInt8](data)
    }
}

extension WireTime {
    /// As `iso8601`, with six digits where there is a fraction.
    fileprivate var inputText: String {
        let text = iso8601
        return microseconds != 0 && microseconds % 1_000 == 0 ? "\(text.dropLast())000Z" : text
    }
}
