import Document
import FoundationEssentials

/// What stands behind a comparison operator, read as the form of its column wants it.
enum FilterOperand: Sendable {
    /// In the form's base unit.
    case number(Double)
    case date(Date)
    /// As long ago as that: of a time as of an age, more is older.
    ///
    /// - Units: seconds.
    case ago(Double)
    /// As far ahead as that: of an expiry, less is nearer its end, and what is past has less than nothing left.
    ///
    /// - Units: seconds.
    case ahead(Double)
    case address(IPAddress)
    case text(String)

    /// Nil when `text` means nothing for `form`.
    init?(_ text: String, for form: Form) {
        let quantity = Quantity(text)
        let number: Double?
        switch form {
        case .integer, .decimal: number = quantity?.plain
        case .percent: number = quantity?.percent
        case .bytes: number = quantity?.bytes
        case .duration: number = quantity?.seconds
        case .age, .time, .expiry:
            if let date = Self.date(text) {
                self = .date(date)
            } else if let span = quantity?.span {
                self = form == .expiry ? .ahead(span) : .ago(span)
            } else {
                return nil
            }
            return
        case .ip:
            guard let address = IPAddress(text) else { return nil }
            self = .address(address)
            return
        case .text, .json, .state, .endpoint, .id, .list, .link, .links:
            self = .text(text)
            return
        case .bool: return nil
        }
        guard let number else { return nil }
        self = .number(number)
    }

    /// What could stand there, for messages.
    static func example(for form: Form) -> String {
        switch form {
        case .integer, .decimal: ", it is a number"
        case .percent: ", it is a percentage like 80"
        case .bytes: ", it is a size like 100GiB"
        case .duration: ", it is a duration like 90s or 4h (ms, s, m, h, d, w, mo, y)"
        case .age: ", it is an age like 30d (s, m, h, d, w, mo, y)"
        case .expiry: ", it is a time like 2026-01-31, or like 30d for 30 days from now"
        case .time: ", it is a time like 2026-01-31, or like 30d for 30 days ago"
        case .ip: ", it is an address like 10.0.0.1"
        case .bool: ", it is true or false"
        case .text, .json, .state, .endpoint, .id, .list, .link, .links: ""
        }
    }

    /// A date, a date with hours and minutes, or a whole ISO 8601 time, all UTC.
    private static func date(_ text: String) -> Date? {
        switch text.utf8.count {
        case 10: Timestamp.parse(text + "T00:00:00Z")
        case 16: Timestamp.parse(text + ":00Z")
        case 19: Timestamp.parse(text + "Z")
        default: Timestamp.parse(text)
        }
    }
}
