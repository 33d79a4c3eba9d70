import Glibc

/// A file beside another one that is to take its place: where it can be made, the other one can be replaced.
///
/// - Isolation: callable from anywhere.
struct FileDraft: Sendable {
    /// Puts these bytes in the place of the file; whoever reads meanwhile gets the old bytes or the new ones.
    ///
    /// - Throws: `APIError` (`credentialsMissing`); the file stays as it was then, and nothing stays beside it.
    let keep: @Sendable (_ bytes: [UInt8]) throws(APIError) -> Void
    /// Leaves the file as it is, and nothing beside it.
    let discard: @Sendable () -> Void
}

extension FileDraft {
    /// A draft for the file at `path`, readable for its owner alone.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) with the path and the reason.
    @Sendable static func make(for path: String) throws(APIError) -> FileDraft {
        let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0, close(descriptor) == 0 else { throw unwritable(path, errno) }
        return FileDraft(
            keep: { bytes throws(APIError) in
                guard write(bytes, to: draft), rename(draft, path) == 0 else {
                    let reason = errno
                    unlink(draft)
                    throw unwritable(path, reason)
                }
            },
            discard: { unlink(draft) })
    }

    /// - Returns: false, with `errno`, when not all of them were written.
    private static func write(_ bytes: [UInt8], to draft: String) -> Bool {
        let descriptor = open(draft, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = errno
                close(descriptor)
                errno = reason
                return false
            }
            written += count
        }
        return close(descriptor) == 0
    }

    private static func unwritable(_ path: String, _ number: Int32) -> APIError {
        let reason = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return APIError(.credentialsMissing, "\(path) cannot be written: \(reason)")
    }
}
