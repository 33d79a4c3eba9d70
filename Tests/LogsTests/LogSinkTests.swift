import Glibc
import Logs
import Testing

@Suite("A log nobody reads")
struct LogSinkTests {
    @Test("makes nobody wait, loses lines and says how many")
    func full() async {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { close(ends[1]) }
        let sink = LogSink(descriptor: ends[1], room: 1 << 16) { Array("lost \($0)\n".utf8) }
        let line = Array((String(repeating: "x", count: 999) + "\n").utf8)
        // A pipe takes 64 KiB, the sink as much twice: one part on its way, one waiting.
        for _ in 0..<1_000 { sink.add(line) }
        let reader = ends[0]
        let text = await withCheckedContinuation { done in
            pthread_detach(startReading(reader, lines: 1_000) { done.resume(returning: $0) })
        }
        // How many are lost at a time depends on when the sink's own thread gets to run.
        let (kept, lost) = Self.lines(text)
        #expect(lost > 500)
        #expect(kept.count + lost == 1_000)
        #expect(kept.allSatisfy { $0.utf8.count == 999 })
    }

    @Test("what has no room is lost and told once there is room again")
    func fullDisk() async {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        let sink = LogSink(descriptor: full) { Array("lost \($0)\n".utf8) }
        for _ in 0..<7 { sink.add(Array("nobody sees this\n".utf8)) }
        await sink.flush(within: 60)
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        #expect(dup2(ends[1], full) == full)
        close(ends[1])
        sink.add(Array("there is room\n".utf8))
        let reader = ends[0]
        let text = await withCheckedContinuation { done in
            pthread_detach(startReading(reader, lines: 8) { done.resume(returning: $0) })
        }
        #expect(text == "there is room\nlost 7\n")
    }

    /// What came, and how many are said to have been lost.
    fileprivate static func lines(_ text: String) -> (kept: [Substring], lost: Int) {
        let lines = text.split(separator: "\n")
        let lost = lines.compactMap { $0.hasPrefix("lost ") ? Int($0.dropFirst(5)) : nil }.reduce(0, +)
        return (lines.filter { !$0.hasPrefix("lost ") }, lost)
    }

    /// Reads on a thread of its own until all of `lines` have come or are said to be lost.
    private func startReading(
        _ descriptor: Int32, lines: Int, _ done: @escaping @Sendable (String) -> Void
    ) -> pthread_t {
        let work = Unmanaged.passRetained(Reader(descriptor, lines, done))
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Reader>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        return thread
    }

    private final class Reader: Sendable {
        private let descriptor: Int32
        private let expected: Int
        private let done: @Sendable (String) -> Void

        init(_ descriptor: Int32, _ expected: Int, _ done: @escaping @Sendable (String) -> Void) {
            self.descriptor = descriptor
            self.expected = expected
            self.done = done
        }

        func run() {
            var text: [UInt8] = []
            var room = [UInt8](repeating: 0, count: 1 << 16)
            while !isWhole(text) {
                let count = read(descriptor, &room, room.count)
                guard count > 0 else { break }
                text += room[..<count]
            }
            close(descriptor)
            done(String(decoding: text, as: UTF8.self))
        }

        private func isWhole(_ text: [UInt8]) -> Bool {
            guard text.last == 0x0A else { return false }
            let (kept, lost) = LogSinkTests.lines(String(decoding: text, as: UTF8.self))
            return kept.count + lost >= expected
        }
    }
}
