import CHTTPServer

/// How many files and sockets the process may have open.
package enum OpenFiles {
    /// Allows as many as `wanted` as far as the system lets us.
    ///
    /// - C: `setrlimit`.
    /// - Returns: How many there may be, `wanted` at most.
    package static func allow(_ wanted: Int) -> Int { Int(chttp_allow_files(Int32(clamping: wanted))) }
}
