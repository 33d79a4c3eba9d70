import Dispatch
import Glibc
import Synchronization

/// Writes lines to a descriptor without making anybody wait for it.
///
/// - Isolation: any thread; lines are written on a queue of its own, in their order.
package final class LogSink: Sendable {
    private struct State {
        /// What is missing of a line that could be written in part only.
        var begun: [UInt8] = []
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
        // What cannot be written is lost at once; it is confessed with the next line that can be.
        var isBroken = false
        while true {
            let next: Part? = state.withLock { state in
                guard !state.pending.isEmpty || (state.lost > 0 && !isBroken) else {
                    state.isWriting = false
                    return nil
                }
                let part = Part(begun: state.begun, lines: state.pending, lost: state.lost)
                (state.begun, state.pending, state.lost) = ([], [], 0)
                return part
            }
            guard let next else { return }
            let confession = next.lost > 0 ? confess(next.lost) : []
            let bytes = next.begun + next.lines + confession
            let written = FileDescriptorOutput.written(bytes, to: descriptor)
            isBroken = written < bytes.count
            guard isBroken else { continue }
            let rest = bytes[written...]
            // A line that was begun goes on where it ended, so that each is whole.
            let isBegun = written > 0 && bytes[written - 1] != Self.lineEnd
            let begun =
                isBegun ? Array(rest.prefix { $0 != Self.lineEnd }) + [Self.lineEnd] : (written == 0 ? next.begun : [])
            let lost = rest.dropFirst(begun.count).count { $0 == Self.lineEnd }
            state.withLock { state in
                state.begun = begun
                // The confession is no line of anybody's; while it is among what is lost, all that it told of is, too.
                state.lost +=
                    confession.isEmpty || rest.count - begun.count < confession.count ? lost : lost - 1 + next.lost
            }
        }
    }

    private struct Part {
        let begun: [UInt8]
        let lines: [UInt8]
        let lost: Int
    }

    private static let lineEnd: UInt8 = 0x0A
}
