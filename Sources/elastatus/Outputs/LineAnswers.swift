import Dispatch
import Glibc

/// Answers standard input line by line, as the lines come.
enum LineAnswers {
    /// Calls `answer` with each line, without its end, and writes what it gives as a line.
    ///
    /// - Parameters:
    ///   - limit: The longest line that is kept whole, in bytes; of a longer one `answer` gets one byte more.
    ///   - answer: What to write for a line.
    /// - Throws: `CommandFailure` when standard input cannot be read.
    /// - Isolation: on a thread of its own, for whoever writes may take his time.
    static func run(
        limit: Int, _ answer: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) async throws(CommandFailure) {
        let failure: CommandFailure? = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: loop(limit, answer)) }
        }
        if let failure { throw failure }
    }

    private static func loop(_ limit: Int, _ answer: ([UInt8]) -> [UInt8]) -> CommandFailure? {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return CommandFailure(.failed, "standard input cannot be read") }
            // What came together is answered together.
            var answers: [UInt8] = []
            for part in buffer[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                if part.offset > 0 {
                    answers += answer(line) + [10]
                    line.removeAll(keepingCapacity: true)
                }
                line += part.element.prefix(limit + 1 - line.count)
            }
            if count == 0, !line.isEmpty { answers += answer(line) + [10] }
            if !answers.isEmpty, !Terminal.write(answers) { return nil }
            if count == 0 { return nil }
        }
    }
}
