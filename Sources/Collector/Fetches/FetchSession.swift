import AWS
import Document
import FoundationEssentials
import Inventory
import JMESPath

/// One fetch under way.
struct FetchSession {
    /// One listed item with what is attached so far.
    struct Item {
        var document: Object
        var problems: [RowProblem] = []
        /// Set when the call that its rows come from failed, or one that this call needs.
        var unread: Object?
        /// The attachments (`_name`) that failed.
        var failed: [String] = []
    }

    let order: Fetcher.Order
    let deadline: ContinuousClock.Instant
    /// When the last fetch of this cell ended: answers to questions from before are no news.
    let lastEnd: ContinuousClock.Instant?
    let limits: FetchLimits
    let calls: SharedCalls
    let now: @Sendable () -> ContinuousClock.Instant
    let date: @Sendable () -> Date
    var memory: DetailMemory
    var requests = 0
    var remark: CellError?
    /// What went wrong last with something that is attached.
    var lastFailure: APIError?
    /// Whether the items are the configured ones because listing is denied: there may be more.
    var isPartial = false

    init(
        _ order: Fetcher.Order, limits: FetchLimits, calls: SharedCalls,
        now: @escaping @Sendable () -> ContinuousClock.Instant, date: @escaping @Sendable () -> Date
    ) {
        self.order = order
        self.now = now
        self.date = date
        deadline = now() + limits.cell
        lastEnd = order.age.map { now() - $0 }
        self.limits = limits
        self.calls = calls
        memory = order.memory
    }

    mutating func run() async throws(APIError) -> FetchedRows {
        var items = try await list()
        if items.isEmpty { memory = DetailMemory() }
        try await attach(order.kind.attachments, to: &items)
        var elements: [Item] = []
        if let path = order.kind.rows, !order.kind.rowAttachments.isEmpty {
            elements = items.flatMap { parts(of: $0, path) }
            try await attach(order.kind.rowAttachments, to: &elements)
        }
        return rows(of: &items, elements: &elements)
    }

    /// Adds attachments to every item, in their order.
    private mutating func attach(_ attachments: [Kind.Attachment], to items: inout [Item]) async throws(APIError) {
        // Nothing is attached to nothing: an empty cell, as most are, costs its list alone.
        guard !items.isEmpty else { return }
        var joins = await joinedLists(of: attachments)
        for (place, attachment) in attachments.enumerated() {
            let left = attachments.dropFirst(place + 1)
            // Taken out, so that an answer goes as soon as it is attached.
            try await attach(
                attachment, joins.removeValue(forKey: attachment.name), until: detailsEnd(before: left), to: &items)
        }
    }

    /// Until when details are asked for, so that time is left for the calls that come after them and for the last details.
    private func detailsEnd(before left: ArraySlice<Kind.Attachment>) -> ContinuousClock.Instant {
        let calls = left.contains { $0.callsForItems } || order.kind.rowAttachments.contains { $0.callsForItems }
        return now() + (deadline - now()) * (calls ? 0.7 : 0.9)
    }

    private mutating func list() async throws(APIError) -> [Item] {
        do {
            let output = try await call(order.kind.list, input: order.kind.list.filled(from: .null))
            return try Self.listed(order.kind.items, of: output).map { Item(document: $0) }
        } catch  where error.code == .denied && !order.fallbackItems.isEmpty {
            remember(error, "Only what the configuration names is read.")
            isPartial = true
            return order.fallbackItems.compactMap(\.object).map { Item(document: $0) }
        }
    }

    /// Makes a call of this cell and counts its requests.
    mutating func call(_ call: Kind.Call, input: Object) async throws(APIError) -> Value {
        let answer = try await calls.call(apiCall(call, input: input), newerThan: lastEnd)
        if answer.isNew { requests += answer.result.requests }
        return answer.result.output
    }

    /// A moment as people read it.
    func wall(_ moment: ContinuousClock.Instant) -> Date { date() - (now() - moment).inSeconds }

    func apiCall(_ call: Kind.Call, input: Object) -> APICall {
        APICall(
            OperationName(service: call.service, operation: call.operation), input: input,
            account: order.cell.account, region: order.cell.region, deadline: min(deadline, now() + limits.call))
    }

    /// The items of an answer; no list where the answer has none.
    ///
    /// - Throws: `APIError` (`badResponse`) for something else in the list's place: that is no empty list.
    static func listed(_ path: JMESPath.Expression, of output: Value) throws(APIError) -> [Object] {
        let member = String(path.source.prefix { $0.isLetter || $0.isNumber })
        let rest = path.source.dropFirst(member.count)
        if rest.isEmpty || rest.hasPrefix("["), let value = output[member], !value.isNull, value.array == nil {
            throw APIError(.badResponse, "\(member) of the answer is no list")
        }
        return items(path, of: output)
    }

    /// The items of a list answer as objects; a scalar X is `{"value": X}`.
    static func items(_ path: JMESPath.Expression, of output: Value) -> [Object] {
        guard case .array(let elements)? = try? path.evaluate(output) else { return [] }
        return elements.compactMap { element in
            switch element {
            case .object(let object): object
            case .null: nil
            default: ["value": element]
            }
        }
    }
}

extension Kind.Attachment {
    /// Whether calls are made about the items it is attached to; a list beside them is read before.
    fileprivate var callsForItems: Bool {
        switch source {
        case .each, .batch: true
        case .join, .joinKind: false
        }
    }
}

extension Kind.Call {
    /// The input with its expressions evaluated over `row`; members that come out null are left out.
    func filled(from row: Value) -> Object {
        var filled = Object(minimumCapacity: input.count)
        for member in input {
            switch member.source {
            case .literal(let value): filled[member.name] = value
            case .expression(let expression):
                if let value = try? expression.evaluate(row), !value.isNull { filled[member.name] = value }
            }
        }
        return filled
    }
}
