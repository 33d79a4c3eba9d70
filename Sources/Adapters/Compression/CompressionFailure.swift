/// Why a compressed block gave nothing back.
package enum CompressionFailure: Error, Sendable, Hashable {
    /// It is no block, is damaged, or holds another number of bytes than expected.
    case damaged
    /// There was no memory to read it.
    case memory
}
