import Document
import FoundationEssentials

/// What a row is sorted by: one column's value, made comparable.
enum SortKey: Sendable, Hashable {
    case number(Double)
    case address(IPAddress)
    case text(String)
    /// Always last, in either direction.
    case none

    /// The longest text that counts, so that no token grows with what someone wrote into a tag.
    ///
    /// - Units: characters.
    private static let maximumText = 120

    init(_ value: Value, form: Form) {
        switch (form, value) {
        case (_, .null): self = .none
        case (_, .integer(let number)): self = .number(Double(number))
        case (_, .double(let number)): self = number.isNaN ? .none : .number(number)
        case (_, .bool(let flag)): self = .number(flag ? 1 : 0)
        case (.ip, .string(let text)): self = IPAddress(text).map { .address($0) } ?? Self.cut(text)
        case (.age, .string(let text)):
            // The later it began, the younger it is.
            self = Timestamp.parse(text).map { .number(-$0.timeIntervalSince1970) } ?? Self.cut(text)
        case (_, .string(let text)): self = Self.cut(text)
        case (_, .array), (_, .object):
            let text = form.plainText(value)
            self = text.isEmpty ? .none : Self.cut(text)
        }
    }

    private static func cut(_ text: String) -> SortKey { .text(String(text.prefix(maximumText))) }

    /// -1, 0 or 1 by number, address or natural order; numbers before addresses before texts before nothing.
    ///
    /// - Shape: `isDescending` turns the order of all but nothing.
    func compare(_ other: SortKey, isDescending: Bool) -> Int {
        let order: Int
        switch (self, other) {
        case (.none, .none): return 0
        case (.none, _): return 1
        case (_, .none): return -1
        case (.number(let left), .number(let right)): order = left < right ? -1 : left == right ? 0 : 1
        case (.address(let left), .address(let right)): order = left < right ? -1 : left == right ? 0 : 1
        case (.text(let left), .text(let right)): order = NaturalOrder.compare(left, right)
        case (.number, _), (.address, .text): order = -1
        case (.address, .number), (.text, _): order = 1
        }
        return isDescending ? -order : order
    }
}
