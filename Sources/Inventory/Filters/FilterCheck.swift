import Document
import FoundationEssentials

/// One test made ready for the values of one form.
struct FilterCheck: Sendable {
    private enum Kind: Sendable {
        case null
        case blank
        case network(IPNetwork)
        case text(GlobMatcher, equal: FilterOperand?)
        case flag(Bool)
        /// The start of an ISO 8601 time, `2026-01`.
        case moment(String)
        case compare(FilterComparison, FilterOperand)
        /// The operand means nothing for this form.
        case never
    }

    private let kind: Kind
    private let now: Date

    init(_ test: FilterTest, form: Form, now: Date) {
        self.now = now
        switch test {
        case .null: kind = .null
        case .blank: kind = .blank
        case .network(let network): kind = .network(network)
        case .compare(let comparison, let text):
            kind = FilterOperand(text, for: form).map { .compare(comparison, $0) } ?? .never
        case .text(let glob): kind = Self.text(glob, form)
        }
    }

    private static func text(_ glob: Glob, _ form: Form) -> Kind {
        let literal = glob.literal
        switch form {
        case .bool:
            switch literal?.lowercased() {
            case "true", "yes", "on", "1": return .flag(true)
            case "false", "no", "off", "0": return .flag(false)
            default: return .text(GlobMatcher(glob), equal: nil)
            }
        case .time, .age, .expiry:
            return literal.map { .moment($0.uppercased()) } ?? .text(GlobMatcher(glob), equal: nil)
        case .integer, .decimal, .percent, .bytes, .duration:
            return .text(GlobMatcher(glob), equal: literal.flatMap { FilterOperand($0, for: form) })
        case .text, .json, .state, .endpoint, .ip, .id, .list, .link, .links:
            return .text(GlobMatcher(glob), equal: nil)
        }
    }

    /// The network that is asked for; nil for other tests.
    var network: IPNetwork? {
        if case .network(let network) = kind { network } else { nil }
    }

    /// Whether it says the same of a row as long as the row is the same.
    var isTimeless: Bool {
        switch kind {
        case .compare(_, .ago), .compare(_, .ahead): false
        case .compare, .null, .blank, .network, .text, .flag, .moment, .never: true
        }
    }

    /// Whether it compares instants alone.
    var comparesInstants: Bool {
        switch kind {
        case .compare(_, .date), .compare(_, .ago), .compare(_, .ahead): true
        case .compare, .null, .blank, .network, .text, .flag, .moment, .never: false
        }
    }

    /// Whether an instant passes; rows know when they were made without their text.
    func passes(_ date: Date) -> Bool {
        // Texts have whole seconds.
        let whole = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
        guard case .compare(let comparison, let operand) = kind else { return false }
        switch operand {
        case .date(let other): return comparison.holds(Self.sign(whole, other))
        case .ago(let span): return comparison.holds(Self.sign(now.timeIntervalSince(whole), span))
        case .ahead(let span): return comparison.holds(Self.sign(whole.timeIntervalSince(now), span))
        case .number, .address, .text: return false
        }
    }

    /// Whether `value`, or anything in it, passes.
    func passes(_ value: Value) -> Bool {
        switch kind {
        case .null: value == .null
        case .blank: value.holdsNothing
        case .network(let network):
            value.anyLeaf { leaf in leaf.string.flatMap { IPNetwork($0) }.map { network.contains($0) } ?? false }
        case .text(let matcher, let equal):
            value.anyLeaf { leaf in
                if let operand = equal, Self.order(leaf, operand, now) == 0 { return true }
                return leaf.leafText.map { matcher.matches($0) } ?? false
            }
        case .flag(let flag): value.anyLeaf { $0.bool == flag }
        case .moment(let start): value.anyLeaf { $0.string?.hasPrefix(start) ?? false }
        case .compare(let comparison, let operand):
            value.anyLeaf { leaf in Self.order(leaf, operand, now).map { comparison.holds($0) } ?? false }
        case .never: false
        }
    }

    /// How `leaf` stands to `operand`; nil where they cannot be compared.
    private static func order(_ leaf: Value, _ operand: FilterOperand, _ now: Date) -> Int? {
        switch operand {
        case .number(let number): return leaf.double.map { sign($0, number) }
        case .date(let date): return leaf.string.flatMap(Timestamp.parse).map { sign($0, date) }
        case .ago(let span):
            return leaf.string.flatMap(Timestamp.parse).map { sign(now.timeIntervalSince($0), span) }
        case .ahead(let span):
            return leaf.string.flatMap(Timestamp.parse).map { sign($0.timeIntervalSince(now), span) }
        case .address(let address): return leaf.string.flatMap { IPAddress($0) }.map { sign($0, address) }
        case .text(let text):
            if let number = leaf.double { return Double(text).map { sign(number, $0) } }
            return leaf.string.map { NaturalOrder.compare($0.lowercased(), text.lowercased()) }
        }
    }

    private static func sign<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : left == right ? 0 : 1 }
}

extension Value {
    /// Whether there is nothing to see: null, or empty text, list or object.
    var holdsNothing: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.allSatisfy(\.holdsNothing)
        case .object(let object): object.isEmpty
        case .bool, .integer, .double: false
        }
    }

    /// Whether a scalar in this value satisfies `predicate`.
    func anyLeaf(_ predicate: (Value) -> Bool) -> Bool {
        switch self {
        case .null: false
        case .array(let elements): elements.contains { $0.anyLeaf(predicate) }
        case .object(let object): object.values.contains { $0.anyLeaf(predicate) }
        case .bool, .integer, .double, .string: predicate(self)
        }
    }

    /// A scalar as text, numbers without a needless fraction.
    var leafText: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .double(let number): Int(exactly: number).map { String($0) } ?? String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
