import Glibc

/// One small file of the machine, read through one descriptor.
enum HostFile {
    /// Enough for a hundred thousand profiles; a mistaken path to something huge must not fill the memory.
    static let limit = 16 << 20

    /// The bytes of the file at `path`; nil when there is none, or none for this user: its folder is closed to them.
    ///
    /// Devices such as `/dev/null`, which stand for "no file", are empty.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) when it exists and cannot be read, is no regular file, or is larger than `limit`.
    @Sendable static func read(_ path: String) throws(APIError) -> [UInt8]? {
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason = errno
            if reason == ENOENT || reason == ENOTDIR || reason == EACCES && isBehindClosedFolder(path) { return nil }
            throw unreadable(path, reason)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT != S_IFCHR else { return [] }
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

    /// Whether not even the file's owner and mode may be seen.
    private static func isBehindClosedFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 && errno == EACCES
    }

    private static func unreadable(_ path: String, _ number: Int32) -> APIError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return APIError(.credentialsMissing, "\(path) cannot be read: \(reason)")
    }
}
