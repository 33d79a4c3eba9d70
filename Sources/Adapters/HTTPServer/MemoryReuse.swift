import CHTTPServer

/// Keeps the memory of a large answer for the next one, and gives back what a burst has left.
package enum MemoryReuse {
    /// Below this, memory given back stays with the process: a page of 10,000 rows and its buffers.
    private static let keptBytes: Int32 = 32 << 20
    /// Reading a thousand cells leaves some hundred megabytes in small pieces, which the allocator would keep for ever.
    private static let mostFreeBytes: Int64 = 64 << 20
    private static let lookSeconds: Int32 = 30

    /// Tells the allocator so, once, before serving.
    ///
    /// - C: `mallopt`, `malloc_trim` on a thread of its own.
    /// - Cost: without it every page of more than 128 KiB maps its buffers anew, a fifth of its time in page faults.
    package static func begin() {
        chttp_keep_memory(keptBytes)
        chttp_give_back_memory(lookSeconds, mostFreeBytes)
    }
}
