import Dispatch
import Glibc

/// Standard input, read to its end.
enum StandardInput {
    /// As large as the largest answers that are read elsewhere, together.
    static let limit = 256 << 20

    /// All bytes.
    ///
    /// - Throws: `CommandFailure` when it cannot be read or is larger than `limit`.
    /// - Isolation: reads on a thread of its own: whoever writes may take his time.
    static func bytes() async throws(CommandFailure) -> [UInt8] {
        let result: Result<[UInt8], CommandFailure> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: read()) }
        }
        return try result.get()
    }

    private static func read() -> Result<[UInt8], CommandFailure> {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .failure(CommandFailure(.failed, "standard input cannot be read")) }
            guard count > 0 else { return .success(bytes) }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                return .failure(CommandFailure(.failed, "standard input is larger than \(limit >> 20) MiB"))
            }
        }
    }
}
