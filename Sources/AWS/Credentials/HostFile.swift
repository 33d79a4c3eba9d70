import Glibc

/// One small file of the machine, read through one descriptor.
enum HostFile {
    /// Enough for thousands of profiles; a mistaken path to something huge must not fill the memory.
    static let limit = 1 << 20

    /// The bytes of the file at `path`; nil when there is none.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) when it exists and cannot be read, is no regular file, or is larger than `limit`.
    @Sendable static func read(_ path: String) throws(APIError) -> [UInt8]? {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw unreadable(path, errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw APIError(.credentialsMissing, "\(path) is not a regular file")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw APIError(.credentialsMissing, "\(path) is larger than \(limit) bytes")
            }
        }
    }

    private static func unreadable(_ path: String, _ number: Int32) -> APIError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return APIError(.credentialsMissing, "\(path) cannot be read: \(reason)")
    }
}
