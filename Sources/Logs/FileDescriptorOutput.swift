import Glibc

/// Bytes to a descriptor, all of them.
package enum FileDescriptorOutput {
    /// Writes all of `bytes`, however few are taken at once, and waits where the descriptor is one that does not block.
    ///
    /// - Returns: False when nobody reads any more.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        written(bytes, to: descriptor) == bytes.count
    }

    /// The same.
    ///
    /// - Returns: How many were taken: all of them, or those before nobody read any more or there was no room.
    static func written(_ bytes: [UInt8], to descriptor: Int32) -> Int {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if written >= 0 {
                    offset += written
                } else if errno == EAGAIN {
                    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wanted, 1, -1)
                } else if errno != EINTR {
                    return offset
                }
            }
            return offset
        }
    }
}
