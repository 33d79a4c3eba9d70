import CCrypto

/// SHA-256, and SHA-1 for the names that others make by it.
package enum Digest {
    /// The SHA-256 of `bytes`.
    ///
    /// - Shape: 32 bytes.
    /// - Cost: one pass; no copy for arrays, slices and the UTF-8 of a native string.
    /// - Isolation: callable from anywhere.
    /// - C: `EVP_Digest`.
    package static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        withBytes(of: bytes) { input in
            [UInt8](unsafeUninitializedCapacity: sha256Count) { output, count in
                let done = ccrypto_sha256(input.baseAddress, input.count, output.baseAddress)
                // Only exhausted memory or an OpenSSL without SHA-256 get here; no wrong hash may leave.
                precondition(done == 1, "libcrypto could not compute SHA-256")
                count = sha256Count
            }
        }
    }

    /// The SHA-256 of the UTF-8 of `text`.
    package static func sha256(_ text: String) -> [UInt8] { sha256(text.utf8) }

    /// The SHA-1 of the UTF-8 of `text`: for names that are agreed on, never for protection.
    ///
    /// - Shape: 20 bytes.
    /// - C: `EVP_Digest`.
    package static func sha1(_ text: String) -> [UInt8] {
        withBytes(of: text.utf8) { input in
            [UInt8](unsafeUninitializedCapacity: Int(CCRYPTO_SHA1_BYTES)) { output, count in
                let done = ccrypto_sha1(input.baseAddress, input.count, output.baseAddress)
                precondition(done == 1, "libcrypto could not compute SHA-1")
                count = Int(CCRYPTO_SHA1_BYTES)
            }
        }
    }

    /// The length of a SHA-256 or an HMAC-SHA256.
    ///
    /// - Units: bytes.
    package static let sha256Count = Int(CCRYPTO_SHA256_BYTES)
}

/// Gives `body` the contiguous bytes of `bytes`, copying only what is not contiguous yet.
func withBytes<R>(of bytes: some Sequence<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    if let result = bytes.withContiguousStorageIfAvailable(body) { return result }
    return Array(bytes).withUnsafeBufferPointer(body)
}
