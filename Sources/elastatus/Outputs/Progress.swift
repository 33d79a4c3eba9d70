import Inventory
import Synchronization

/// Says on standard error how far a collection is.
///
/// - Shape: one line in place on a terminal; elsewhere one line per ten seconds.
final class Progress: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var failed = 0
    }

    private let state = Mutex(State())
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    func report(_ cell: Cell, done: Int, of total: Int) { report(failed: cell.error != nil, done: done, of: total) }

    func report(failed: Bool, done: Int, of total: Int) {
        guard !isQuiet else { return }
        let isInteractive = Terminal.isErrorInteractive
        let line: String? = state.withLock { state in
            if failed { state.failed += 1 }
            let now = ContinuousClock.now
            let pause = isInteractive ? Duration.milliseconds(80) : .seconds(10)
            if let last = state.last, now - last < pause, done < total { return nil }
            if state.last == nil && !isInteractive && done < total {
                state.last = now
                return nil
            }
            state.last = now
            let failed = state.failed == 0 ? "" : ", \(state.failed) not"
            return "\(done) of \(total) cells read\(failed)"
        }
        guard let line else { return }
        if isInteractive {
            Terminal.sayInPlace("\r\u{1B}[K\(line)\(done == total ? "\n" : "")")
        } else {
            Terminal.say(line)
        }
    }
}
