import CCurl
import Synchronization

typealias TransferResult = Result<HTTPResponse, HTTPFailure>
typealias TransferContinuation = CheckedContinuation<TransferResult, Never>

/// One request on its way to the loop's thread.
final class TransferOrder: Sendable {
    let request: HTTPRequest
    let deadline: ContinuousClock.Instant
    /// Set before the loop hears of the cancellation, which may be before it hears of the start.
    let isCancelled = Atomic(false)

    init(request: HTTPRequest, deadline: ContinuousClock.Instant) {
        self.request = request
        self.deadline = deadline
    }
}

/// One running transfer, known to the loop's thread alone.
struct Transfer {
    let order: TransferOrder
    let continuation: TransferContinuation
    let handle: TransferHandle
    let startedAt: ContinuousClock.Instant
    private var pace: Pace?

    init(
        order: TransferOrder, continuation: TransferContinuation, handle: TransferHandle,
        startedAt: ContinuousClock.Instant
    ) {
        self.order = order
        self.continuation = continuation
        self.handle = handle
        self.startedAt = startedAt
    }

    /// What was received when the transfer last got on.
    private struct Pace {
        var at: ContinuousClock.Instant
        var received: Int
    }

    /// Whether this transfer may go on.
    ///
    /// - Returns: when to ask again, or why it has to end.
    mutating func check(now: ContinuousClock.Instant, limits: HTTPLimits) -> Result<
        ContinuousClock.Instant, HTTPFailure
    > {
        guard now < order.deadline else {
            return .failure(HTTPFailure(.timeout, "no whole answer before the deadline"))
        }
        // A third of the limit: a stall is noticed at most that much late.
        let tick = limits.stall / 3
        let received = handle.received
        guard received > 0 else {
            guard let connected = handle.connected else { return .success(min(order.deadline, now + tick)) }
            let due = startedAt + connected + limits.firstByte
            guard now < due else { return .failure(HTTPFailure(.timeout, "no answer within \(limits.firstByte)")) }
            return .success(min(order.deadline, due, now + tick))
        }
        let enough = Double(limits.pace) * (tick / .seconds(1))
        if let pace, Double(received - pace.received) < enough {
            guard now - pace.at < limits.stall else {
                return .failure(HTTPFailure(.timeout, "the answer stalled for \(limits.stall)"))
            }
        } else {
            pace = Pace(at: now, received: received)
        }
        return .success(min(order.deadline, now + tick))
    }
}
