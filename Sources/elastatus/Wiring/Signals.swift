import Dispatch
import Glibc

/// Ctrl-C, SIGTERM and SIGHUP as events instead of sudden death.
final class Signals {
    static let interrupt = SIGINT
    static let hangup = SIGHUP

    /// The numbers of signals as they arrive.
    let received: AsyncStream<Int32>
    /// Held so that the sources live as long as this object.
    private let sources: [any DispatchSourceSignal]

    /// Takes over SIGINT and SIGTERM, and with `takesHangup` SIGHUP; ignores SIGPIPE and
    /// SIGXFSZ: a reader that is gone and a log that may not grow are no reason to die.
    init(takesHangup: Bool = false) {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        received = stream
        sources = ([SIGINT, SIGTERM] + (takesHangup ? [SIGHUP] : [])).map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in _ = continuation.yield(number) }
            source.resume()
            return source
        }
    }

    /// From here on a signal ends the process at once.
    func endAtOnceOnTheNext() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }
}
