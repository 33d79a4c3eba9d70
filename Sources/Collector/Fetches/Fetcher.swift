package import AWS
package import Document
package import FoundationEssentials
package import Inventory
import JMESPath

/// Reads one cell: the list, what is attached to its items, and the rows they make.
///
/// - Isolation: a value; any number of fetches run at once.
package struct Fetcher: Sendable {
    /// What to read, and what is known from before.
    package struct Order: Sendable {
        package let kind: Kind
        package let cell: CellKey
        package let context: RowContext
        /// The rows of the last complete fetch.
        package var previous: [Resource]
        package var memory: DetailMemory
        /// How long ago the last fetch of this cell ended; nil before the first.
        package var age: Duration?
        /// Items to take when listing is denied (the configured Route 53 zone).
        package var fallbackItems: [Value]

        package init(
            kind: Kind, cell: CellKey, context: RowContext, previous: [Resource] = [],
            memory: DetailMemory = DetailMemory(), age: Duration? = nil, fallbackItems: [Value] = []
        ) {
            self.kind = kind
            self.cell = cell
            self.context = context
            self.previous = previous
            self.memory = memory
            self.age = age
            self.fallbackItems = fallbackItems
        }
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package let result: Result<FetchedRows, APIError>
        package let memory: DetailMemory
        /// Requests that were sent for it, those of a failed try too.
        package let requests: Int
    }

    let calls: SharedCalls
    let limits: FetchLimits
    private let now: @Sendable () -> ContinuousClock.Instant
    private let date: @Sendable () -> Date

    /// A reader of cells; `now` is the clock of deadlines, `date` the one that people read.
    package init(
        _ calls: SharedCalls, limits: FetchLimits = FetchLimits(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        date: @escaping @Sendable () -> Date = { .now }
    ) {
        self.calls = calls
        self.limits = limits
        self.now = now
        self.date = date
    }

    /// Reads the cell of `order`.
    ///
    /// - Shape: all or nothing: a list that breaks off is an error, never a shorter list.
    package func fetch(_ order: Order) async -> Outcome {
        var session = FetchSession(order, limits: limits, calls: calls, now: now, date: date)
        do {
            let rows = try await session.run()
            return Outcome(result: .success(rows), memory: session.memory, requests: rows.requests)
        } catch {
            // The call that failed is counted by nobody else.
            return Outcome(result: .failure(error), memory: order.memory, requests: session.requests + 1)
        }
    }
}
