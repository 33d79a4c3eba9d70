package import FoundationEssentials
import Synchronization

/// What the program tells whoever runs it, line by line.
///
/// - Isolation: any thread; nobody waits for the reader.
package final class Log: Sendable {
    private let format: LogFormat
    private let level: LogLevel
    private let sink: LogSink
    private let now: @Sendable () -> Date
    private let redaction = Mutex(Redaction())

    /// - Parameters:
    ///   - format: How lines are written.
    ///   - level: What matters less is left out.
    ///   - descriptor: Where they go.
    ///   - now: The clock.
    package init(
        _ format: LogFormat, from level: LogLevel = .info, to descriptor: Int32,
        now: @escaping @Sendable () -> Date = { .now }
    ) {
        self.format = format
        self.level = level
        self.now = now
        sink = LogSink(descriptor: descriptor) { lost in
            let record = LogRecord(
                .warning, "lines were lost: nobody read them, or there was no room", at: now(),
                fields: [("lost", .integer(lost))])
            return format.line(record, hiding: Redaction())
        }
    }

    /// Masks these values from now on.
    package func hide(_ secrets: [String]) {
        let newer = Redaction(secrets: secrets)
        redaction.withLock { $0 = newer }
    }

    /// Writes a record.
    package func write(_ level: LogLevel, _ message: String, _ fields: (name: StaticString, value: LogRecord.Field)...)
    {
        write(level, message, fields: fields)
    }

    /// Writes a record.
    package func write(_ level: LogLevel, _ message: String, fields: [(name: StaticString, value: LogRecord.Field)]) {
        guard level >= self.level else { return }
        let secrets = redaction.withLock { $0 }
        sink.add(format.line(LogRecord(level, message, at: now(), fields: fields), hiding: secrets))
    }

    /// Waits until everything is written, or for half a second while nobody reads.
    package func flush() async { await sink.flush(within: 0.5) }
}
