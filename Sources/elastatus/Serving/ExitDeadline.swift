import Dispatch
import Glibc

/// Ends the process at a moment by which it should have ended by itself.
final class ExitDeadline {
    private let timer: any DispatchSourceTimer

    /// - Parameters:
    ///   - seconds: From now.
    ///   - code: What the process ends with then.
    ///   - before: Called before.
    init(after seconds: Double, code: ExitCode, before: @escaping @Sendable () -> Void) {
        // A thread of Dispatch's own: Swift's may all be busy with what does not end.
        timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { @Sendable in
            before()
            _exit(code.rawValue)
        }
        timer.schedule(deadline: .now() + seconds)
        timer.resume()
    }

    /// It ended in time.
    func cancel() { timer.cancel() }
}
