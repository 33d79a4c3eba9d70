import CDeflate

/// What every HTTP client can unpack.
///
/// - Source: RFC 1952.
package enum Gzip {
    /// `bytes` as a gzip file; nil where that would not be smaller, or memory is out.
    ///
    /// - Cost: about ten microseconds for each kilobyte of markup.
    /// - C: `deflate` of zlib.
    package static func compress(_ bytes: [UInt8], level: Int32 = 4) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        let bound = cdeflate_bound(bytes.count)
        let file = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            count = max(cdeflate_gzip(bytes, bytes.count, output.baseAddress, output.count, level), 0)
        }
        return file.isEmpty || file.count >= bytes.count ? nil : Array(file[...])
    }
}
