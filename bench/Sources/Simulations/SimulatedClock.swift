import AWS
import Collector
import FoundationEssentials
import Synchronization

/// A clock that jumps to the next moment somebody waits for.
final class SimulatedClock: Sendable {
    private let state = Mutex(State())
    private let origin = ContinuousClock.now
    private static let date = Date(timeIntervalSince1970: 1_800_000_000)

    private struct State {
        var now = Duration.zero
        var wakes = Heap<Wake>()
        var sleepers: [Int: CheckedContinuation<Void, any Error>] = [:]
        var cancelled: Set<Int> = []
        var next = 0
    }

    private struct Wake: Comparable {
        let at: Duration
        let id: Int

        static func < (left: Wake, right: Wake) -> Bool { (left.at, left.id) < (right.at, right.id) }
    }

    var elapsed: Duration { state.withLock { $0.now } }

    /// For the client.
    var timekeeper: Timekeeper {
        let sleep: @Sendable (ContinuousClock.Instant) async throws -> Void = { [self] instant in
            try await self.sleep(until: instant - origin)
        }
        return Timekeeper(now: { [self] in origin + elapsed }, sleep: sleep, expire: sleep)
    }

    /// For the collector; `chance` gives 0 to 1.
    func pacing(_ chance: @escaping @Sendable () -> Double) -> Pacing {
        Pacing(
            now: { [self] in date }, instant: { [self] in origin + elapsed },
            sleep: { [self] in try? await sleep(for: $0) }, jitter: chance)
    }

    var date: Date { Self.date + elapsed / .seconds(1) }

    func sleep(for time: Duration) async throws { try await sleep(until: elapsed + time) }

    private func sleep(until moment: Duration) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    guard state.cancelled.remove(id) == nil else { return true }
                    state.sleepers[id] = continuation
                    state.wakes.add(Wake(at: max(moment, state.now), id: id))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.resume(throwing: CancellationError())
        }
        state.withLock { _ = $0.cancelled.remove(id) }
    }

    /// Goes to the next moment and wakes who waits for it.
    ///
    /// - Returns: false when nobody waits.
    func advance() -> Bool {
        let sleepers = state.withLock { state -> [CheckedContinuation<Void, any Error>] in
            while let wake = state.wakes.popFirst() {
                guard let sleeper = state.sleepers.removeValue(forKey: wake.id) else { continue }
                state.now = wake.at
                var woken = [sleeper]
                while let next = state.wakes.first, next.at == wake.at {
                    _ = state.wakes.popFirst()
                    if let other = state.sleepers.removeValue(forKey: next.id) { woken.append(other) }
                }
                return woken
            }
            return []
        }
        for sleeper in sleepers { sleeper.resume() }
        return !sleepers.isEmpty
    }
}

/// Random numbers that are the same each time.
///
/// - Source: Steele, Lea and Flood's SplitMix64.
final class Chance: Sendable {
    private let state: Mutex<UInt64>

    init(seed: UInt64) { state = Mutex(seed) }

    /// 0 to 1, without 1.
    func next() -> Double {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
        }
    }
}
