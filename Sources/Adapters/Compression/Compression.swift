import CZstd

/// Blocks of bytes made smaller, and given back byte for byte.
///
/// - Isolation: any number of threads; the library's working memory is kept for the next ones.
package enum Compression {
    /// A good balance: the next levels gain a few hundredths for twice the time.
    private static let level: Int32 = 3

    private static let compressors = IdlePool(make: czstd_compressor_new, free: czstd_compressor_free)
    private static let decompressors = IdlePool(make: czstd_decompressor_new, free: czstd_decompressor_free)

    /// `bytes` as one compressed block; nil where that would not be smaller, or memory is out.
    ///
    /// - Cost: about three microseconds for each kilobyte.
    /// - C: `ZSTD_compressCCtx`.
    package static func compress(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        let bound = czstd_bound(bytes.count)
        let block = compressors.with { compressor in
            [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                let written = czstd_compress(
                    compressor, bytes.baseAddress, bytes.count, output.baseAddress, output.count, level)
                count = max(written, 0)
            }
        }
        guard let block, !block.isEmpty, block.count < bytes.count else { return nil }
        return block
    }

    /// The bytes of `block`, which has to hold exactly `count`.
    ///
    /// - Throws: `CompressionFailure` for what is no block, is damaged, or holds more or less: never more than `count` bytes are written.
    /// - Cost: about a microsecond for each kilobyte.
    /// - C: `ZSTD_decompressDCtx`.
    package static func decompress(
        _ block: UnsafeBufferPointer<UInt8>, count: Int
    ) throws(CompressionFailure) -> [UInt8] {
        guard count >= 0 else { throw .damaged }
        var written = -1
        let bytes = decompressors.with { decompressor in
            [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
                written = czstd_decompress(decompressor, block.baseAddress, block.count, output.baseAddress, count)
                initialized = max(written, 0)
            }
        }
        guard let bytes else { throw .memory }
        guard written == count else { throw .damaged }
        return bytes
    }
}
