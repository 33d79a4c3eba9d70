import Synchronization

/// What was found out about the rows of one cell, kept as long as these rows are: the next page over them need not look again.
///
/// - Cost: bounded by the fields that people filter, count and sort by; the oldest give way.
/// - Isolation: any thread; what two find out at once is found out twice.
final class CellColumns: Sendable {
    /// What rows are sorted by.
    struct Order: Sendable, Hashable {
        let field: RowField
        let form: Form
        let isDescending: Bool
    }

    private struct Kept {
        var coded: [(field: RowField, column: CodedColumn?)] = []
        var orders: [(order: Order, places: [UInt32])] = []
        var addresses: AddressColumn?
        var terms: [(term: TermKey, rows: RowBits)] = []
    }

    private static let fieldLimit = 16
    private static let orderLimit = 4
    private static let termLimit = 8

    private let kept = Mutex(Kept())

    /// The different values of `field`; nil where they differ too much.
    func coded(_ field: RowField, of rows: [Resource]) -> CodedColumn? {
        guard field.isLasting else { return CodedColumn(of: rows) { field.value(of: $0) } }
        if let known = kept.withLock({ $0.coded.first { $0.field == field } }) { return known.column }
        let column = CodedColumn(of: rows) { field.value(of: $0) }
        kept.withLock { kept in
            kept.coded.removeAll { $0.field == field }
            if kept.coded.count >= Self.fieldLimit { kept.coded.removeFirst() }
            kept.coded.append((field, column))
        }
        return column
    }

    /// The places of the rows in order; rows of equal value stay as they stand.
    func places(in order: Order, of rows: [Resource]) -> [UInt32] {
        guard order.field.isLasting else { return Self.sorted(rows, in: order) }
        if let known = kept.withLock({ $0.orders.first { $0.order == order } }) { return known.places }
        let places = Self.sorted(rows, in: order)
        kept.withLock { kept in
            kept.orders.removeAll { $0.order == order }
            if kept.orders.count >= Self.orderLimit { kept.orders.removeFirst() }
            kept.orders.append((order, places))
        }
        return places
    }

    private static func sorted(_ rows: [Resource], in order: Order) -> [UInt32] {
        var keys = SortKeys(isDescending: order.isDescending)
        for row in rows { keys.append(SortKey(order.field.value(of: row), form: order.form)) }
        return rows.indices.sorted { left, right in
            let order = keys.compare(left, right)
            return order != 0 ? order < 0 : left < right
        }.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// Every address in the rows.
    func addresses(of rows: [Resource]) -> AddressColumn {
        if let known = kept.withLock({ $0.addresses }) { return known }
        let addresses = AddressColumn(of: rows)
        kept.withLock { $0.addresses = addresses }
        return addresses
    }

    /// The rows that satisfy `term`, its negation aside; nil while that is not known.
    func rows(satisfying term: TermKey) -> RowBits? {
        kept.withLock { kept in kept.terms.first { $0.term == term }?.rows }
    }

    /// The rows among which those that satisfy `term` are; nil where that can be any.
    func rows(around term: TermKey) -> RowBits? {
        kept.withLock { kept in kept.terms.last { term.narrows($0.term) }?.rows }
    }

    func keep(_ rows: RowBits, satisfying term: TermKey) {
        kept.withLock { kept in
            kept.terms.removeAll { $0.term == term }
            if kept.terms.count >= Self.termLimit { kept.terms.removeFirst() }
            kept.terms.append((term, rows))
        }
    }

    /// What is kept, about.
    ///
    /// - Units: bytes.
    var byteCount: Int {
        kept.withLock { kept in
            kept.coded.reduce(0) { $0 + ($1.column?.byteCount ?? 0) }
                + kept.orders.reduce(0) { $0 + $1.places.count * 4 }
                + (kept.addresses?.byteCount ?? 0) + kept.terms.reduce(0) { $0 + $1.rows.byteCount }
        }
    }
}
