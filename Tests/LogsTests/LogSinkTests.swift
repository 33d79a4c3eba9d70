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
            pthread_detach(startReading(reader) { done.resume(returning: $0) })
        }
        let lines = text.split(separator: "\n")
        let lost = lines.last.flatMap { Int($0.dropFirst(5)) } ?? 0
        #expect(lost > 500)
        #expect(lines.count - 1 + lost == 1_000)
        #expect(lines.dropLast().allSatisfy { $0.utf8.count == 999 })
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
            pthread_detach(startReading(reader) { done.resume(returning: $0) })
        }
        #expect(text == "there is room\nlost 7\n")
    }

    /// Reads on a thread of its own until a line begins with `lost`.
    private func startReading(_ descriptor: Int32, _ done: @escaping @Sendable (String) -> Void) -> pthread_t {
        let work = Unmanaged.passRetained(Reader(descriptor, done))
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
        private let done: @Sendable (String) -> Void

        init(_ descriptor: Int32, _ done: @escaping @Sendable (String) -> Void) {
            self.descriptor = descriptor
            self.done = done
        }

        func run() {
            var text: [UInt8] = []
            var room = [UInt8](repeating: 0, count: 1 << 16)
            while !(text.last == 0x0A && text.split(separator: 0x0A).last?.starts(with: "lost ".utf8) == true) {
                let count = read(descriptor, &room, room.count)
                guard count > 0 else { break }
                text += room[..<count]
            }
            close(descriptor)
            done(String(decoding: text, as: UTF8.self))
        }
    }
}
