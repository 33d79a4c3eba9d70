import CCurl
import Synchronization

/// The transfers under way; belongs to the transfer thread.
struct RunningTransfers: ~Copyable {
    private let multi: MultiHandle
    private let limits: HTTPLimits
    private let authorities: HTTPAuthorities
    private var running: [TransferHandle: Transfer] = [:]
    private var handles: [ObjectIdentifier: TransferHandle] = [:]
    /// Handles to use again: making one costs more than a small transfer.
    private var idle: [TransferHandle] = []
    private var nextCheck: ContinuousClock.Instant?

    /// Enough for every connection to be busy once over.
    private static let idleLimit = 256
    /// Nothing is due when nothing runs; any bound does, this one shows in no profile.
    private static let longestWait = Duration.seconds(60)

    init(multi: MultiHandle, limits: HTTPLimits, authorities: HTTPAuthorities) {
        self.multi = multi
        self.limits = limits
        self.authorities = authorities
    }

    mutating func start(_ order: TransferOrder, _ continuation: TransferContinuation) {
        guard !order.isCancelled.load(ordering: .sequentiallyConsistent) else {
            return continuation.resume(returning: .failure(Self.cancelled))
        }
        let now = ContinuousClock.now
        guard now < order.deadline else {
            return continuation.resume(returning: .failure(HTTPFailure(.timeout, "the deadline had passed")))
        }
        guard let handle = idle.popLast() ?? TransferHandle.make() else {
            return continuation.resume(returning: .failure(HTTPFailure(.internal, "no memory for a transfer")))
        }
        guard handle.prepare(order.request, limits: limits, authorities: authorities),
            ccurl_multi_add(multi.pointer, handle.pointer) == 1
        else {
            handle.free()
            return continuation.resume(
                returning: .failure(HTTPFailure(.invalidRequest, "the transfer library refused the request")))
        }
        running[handle] = Transfer(order: order, continuation: continuation, handle: handle, startedAt: now)
        handles[ObjectIdentifier(order)] = handle
        let due = min(order.deadline, now + limits.stall / 3, now + limits.firstByte)
        nextCheck = nextCheck.map { min($0, due) } ?? due
    }

    mutating func cancel(_ order: TransferOrder) {
        guard let handle = handles[ObjectIdentifier(order)] else { return }
        abort(handle, Self.cancelled)
    }

    /// Moves bytes, ends what is done or late, and waits for more to do.
    mutating func turn() {
        guard ccurl_multi_perform(multi.pointer) == 1 else {
            return end(with: HTTPFailure(.internal, "the transfer library failed"))
        }
        var outcome: Int32 = 0
        while let pointer = ccurl_multi_next(multi.pointer, &outcome) {
            let handle = TransferHandle(pointer: pointer)
            finish(handle, handle.failure(for: outcome).map { .failure($0) } ?? .success(handle.response))
        }
        let wait = endLate(now: .now)
        // Rounded up: a wait of 0.4 ms must not become a busy loop.
        _ = ccurl_multi_poll(multi.pointer, Int32(clamping: Int64((wait / .milliseconds(1)).rounded(.up))))
    }

    /// Ends all with `failure`.
    mutating func end(with failure: HTTPFailure) {
        for handle in Array(running.keys) { abort(handle, failure) }
        for handle in idle { handle.free() }
        idle.removeAll()
    }

    /// Ends what took too long.
    ///
    /// - Returns: how long nothing more can become late.
    private mutating func endLate(now: ContinuousClock.Instant) -> Duration {
        guard let due = nextCheck else { return Self.longestWait }
        guard now >= due else { return min(due - now, Self.longestWait) }
        nextCheck = nil
        for (handle, var transfer) in running {
            switch transfer.check(now: now, limits: limits) {
            case .failure(let failure): abort(handle, failure)
            case .success(let next):
                running[handle] = transfer
                nextCheck = nextCheck.map { min($0, next) } ?? next
            }
        }
        return nextCheck.map { min($0 - now, Self.longestWait) } ?? Self.longestWait
    }

    /// Takes a transfer out of the library in mid-air, which closes its connection or stream.
    private mutating func abort(_ handle: TransferHandle, _ failure: HTTPFailure) {
        _ = ccurl_multi_remove(multi.pointer, handle.pointer)
        finish(handle, .failure(failure))
    }

    /// Answers whoever waits for a transfer that the library no longer holds.
    private mutating func finish(_ handle: TransferHandle, _ result: TransferResult) {
        guard let transfer = running.removeValue(forKey: handle) else { return }
        handles[ObjectIdentifier(transfer.order)] = nil
        if idle.count < Self.idleLimit {
            handle.reset()
            idle.append(handle)
        } else {
            handle.free()
        }
        transfer.continuation.resume(returning: result)
    }

    private static let cancelled = HTTPFailure(.cancelled, "the request was cancelled")
}
