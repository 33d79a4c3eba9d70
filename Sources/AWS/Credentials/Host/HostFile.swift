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

    /// Puts `bytes` in the place of the file at `path`, readable for its owner alone; whoever reads meanwhile gets the
    /// old bytes or the new ones.
    ///
    /// - Throws: `APIError` (`credentialsMissing`).
    @Sendable static func replace(_ path: String, with bytes: [UInt8]) throws(APIError) {
        let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        func failure() -> APIError {
            let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
            unlink(draft)
            return APIError(.credentialsMissing, "\(path) cannot be written: \(reason)")
        }
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure() }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = failure()
                close(descriptor)
                throw error
            }
            written += count
        }
        guard close(descriptor) == 0, rename(draft, path) == 0 else { throw failure() }
    }

    private static func unreadable(_ path: String, _ number: Int32) -> APIError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return APIError(.credentialsMissing, "\(path) cannot be read: \(reason)")
    }
}
