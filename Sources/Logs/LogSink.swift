import Dispatch
import Glibc
import Synchronization

/// Writes lines to a descriptor without making anybody wait for it.
///
/// - Isolation: any thread; lines are written on a queue of its own, in their order.
package final class LogSink: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var isWriting = false
        var lost = 0
    }

    private let descriptor: Int32
    private let room: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "log")
    /// The line that says how many were lost.
    private let confess: @Sendable (Int) -> [UInt8]

    /// - Parameters:
    ///   - descriptor: Where lines go.
    ///   - room: Bytes that may wait for a reader that does not read; what comes after is lost, and counted.
    ///   - confess: The line that tells how many were lost.
    package init(descriptor: Int32, room: Int = 4 << 20, confess: @escaping @Sendable (Int) -> [UInt8]) {
        self.descriptor = descriptor
        self.room = room
        self.confess = confess
    }

    /// Adds a line.
    package func add(_ line: [UInt8]) {
        let mustWake = state.withLock { state in
            guard state.pending.count + line.count <= room else {
                state.lost += 1
                return false
            }
            state.pending += line
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustWake { queue.async { self.drain() } }
    }

    /// Waits until what was added is written, or until `seconds` have passed while nobody reads.
    package func flush(within seconds: Double) async {
        await withCheckedContinuation { continuation in
            let waiting = Waiting(continuation)
            queue.async { waiting.end() }
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { waiting.end() }
        }
    }

    /// Goes on once, whoever says so first.
    private final class Waiting: Sendable {
        private let continuation: Mutex<CheckedContinuation<Void, Never>?>

        init(_ continuation: CheckedContinuation<Void, Never>) { self.continuation = Mutex(continuation) }

        func end() {
            continuation.withLock { continuation in
                continuation?.resume()
                continuation = nil
            }
        }
    }

    private func drain() {
        while true {
            let bytes = state.withLock { state in
                var bytes = state.pending
                state.pending = []
                if state.lost > 0 { bytes += confess(state.lost) }
                state.lost = 0
                if bytes.isEmpty { state.isWriting = false }
                return bytes
            }
            guard !bytes.isEmpty else { return }
            // Where nobody is left, nobody can be told.
            _ = FileDescriptorOutput.write(bytes, to: descriptor)
        }
    }
}
