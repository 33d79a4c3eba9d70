import CProcess
import Glibc

/// A child of this process and the pipes from it; belongs to one thread, which it blocks.
struct ChildProcess {
    private let pid: Int32
    private var output: ChildPipe
    private var errors: ChildPipe

    /// Of what a program says about errors, the rest is read and forgotten.
    ///
    /// - Units: bytes.
    static let errorsLimit = 4 << 10
    /// How long a program that has ended may have left others behind that still print.
    static let grace = Duration.seconds(1)

    /// Starts it.
    ///
    /// - C: `posix_spawnp`.
    init(_ order: ProcessOrder) throws(ProcessFailure) {
        guard !order.words.isEmpty, !order.words.contains(where: { $0.utf8.contains(0) }) else {
            throw ProcessFailure(.notStarted, "cannot be started: it has no name")
        }
        var child = cprocess_child()
        let failure = Self.withPointers(order.words) { words in
            Self.withPointers(order.variables.map { "\($0.key)=\($0.value)" }) { variables in
                cprocess_start(words, variables, &child)
            }
        }
        guard failure == 0 else {
            let reason = strerror(failure).map { String(cString: $0) } ?? "error \(failure)"
            throw ProcessFailure(.notStarted, "cannot be started: \(reason)")
        }
        pid = child.pid
        output = ChildPipe(reading: child.output, limit: order.outputLimit)
        errors = ChildPipe(reading: child.errors, limit: Self.errorsLimit)
    }

    /// Reads what it says until it ends.
    mutating func outcome(within patience: Duration) throws(ProcessFailure) -> ProcessOutcome {
        defer {
            output.close()
            errors.close()
        }
        let deadline = ContinuousClock.now + patience
        var lastOutput = deadline
        var status: Int32?
        while true {
            if status == nil, let ended = Self.ended(pid) {
                status = ended
                lastOutput = min(deadline, .now + Self.grace)
            }
            if let status, output.isOver && errors.isOver || ContinuousClock.now >= lastOutput {
                return ProcessOutcome(status: Int(status), output: output.bytes, errors: errors.bytes)
            }
            guard ContinuousClock.now < deadline, !output.isTooLong else {
                if status == nil { cprocess_kill(pid) }
                throw output.isTooLong
                    ? ProcessFailure(.tooMuch, "prints more than \(output.limit) bytes")
                    : ProcessFailure(.timeout, "did not end within \(patience)")
            }
            read()
        }
    }

    /// Waits a little for either pipe and takes what is there.
    private mutating func read() {
        // A closed pipe is never ready: with both closed this is a pause until the next look at the child.
        var descriptors = [
            pollfd(fd: output.isOver ? -1 : output.reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors.isOver ? -1 : errors.reading, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, output.isOver && errors.isOver ? 2 : 50) > 0 else { return }
        if descriptors[0].revents != 0 { output.take() }
        if descriptors[1].revents != 0 { errors.take() }
    }

    /// The status of a child that has ended; nil while it runs.
    private static func ended(_ pid: Int32) -> Int32? {
        var status: Int32 = 0
        return cprocess_ended(pid, &status) == 1 ? status : nil
    }

    /// Gives `body` the C strings of `texts`, ended by a null pointer.
    private static func withPointers<R>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}

/// One pipe from a child.
private struct ChildPipe {
    let reading: Int32
    let limit: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isOver = false
    private(set) var isTooLong = false

    init(reading: Int32, limit: Int) {
        self.reading = reading
        self.limit = limit
    }

    func close() { Glibc.close(reading) }

    /// Takes what is there; what is beyond the limit is read and forgotten, so that the child does not hang.
    mutating func take() {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = buffer.withUnsafeMutableBytes { Glibc.read(reading, $0.baseAddress, $0.count) }
        guard count > 0 else {
            if count == 0 || errno != EINTR { isOver = true }
            return
        }
        isTooLong = isTooLong || bytes.count + count > limit
        bytes += buffer[..<min(count, limit - bytes.count)]
    }
}
