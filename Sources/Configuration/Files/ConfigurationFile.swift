import Document
import Glibc

/// The bytes of a configuration or kind file, and who else may read them.
package struct ConfigurationFile {
    package let bytes: [UInt8]
    let isWorldReadable: Bool

    /// Why a file could not be read.
    package struct Failure: Error {
        package let code: ConfigurationProblem.Code
        package let message: String
    }

    static let tooLarge = "the file is larger than 1 MiB"

    /// Opens, looks and reads through one descriptor, so that all three speak of the same file.
    ///
    /// - Throws: `Failure` for what is absent, unreadable, no regular file, or too large.
    package init(path: String) throws(Failure) {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.failure(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(errno) }
        let type = status.st_mode & S_IFMT
        guard type != S_IFDIR else { throw Failure(code: .unreadable, message: "this is a directory, not a file") }
        guard type == S_IFREG else { throw Failure(code: .unreadable, message: "this is not a regular file") }
        bytes = try Self.contents(of: descriptor, limit: DocumentLimits.configuration.bytes)
        isWorldReadable = status.st_mode & S_IROTH != 0
    }

    /// Whether a folder stands at `path` that this process can list.
    package static let isDirectory: @Sendable (_ path: String) -> Bool = { path in
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && access(path, R_OK | X_OK) == 0
    }

    private static func contents(of descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            guard count > 0 else { return result }
            result += buffer[..<count]
            guard result.count <= limit else { throw Failure(code: .limit, message: tooLarge) }
        }
    }

    private static func failure(_ number: Int32) -> Failure {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return Failure(code: .unreadable, message: "the file cannot be read: \(reason)")
    }
}
