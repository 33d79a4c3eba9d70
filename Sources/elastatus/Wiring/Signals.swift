import Dispatch
import Glibc

/// Ctrl-C and SIGTERM as events instead of sudden death.
final class Signals {
    static let interrupt = SIGINT

    private let received: AsyncStream<Int32>
    /// Held so that the sources live as long as this object.
    private let sources: [any DispatchSourceSignal]

    /// Takes over SIGINT and SIGTERM, and ignores SIGPIPE.
    init() {
        signal(SIGPIPE, SIG_IGN)
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        received = stream
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in _ = continuation.yield(number) }
            source.resume()
            return source
        }
    }

    /// The number of the first signal that arrives.
    func first() async -> Int32 {
        for await number in received { return number }
        return SIGTERM
    }

    /// From here on a signal ends the process at once.
    func endAtOnceOnTheNext() {
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
