import CCrypto

/// A key of HMAC-SHA256, prepared once and used for any number of messages.
///
/// - Isolation: callable from anywhere, many at once.
package final class MessageKey: Sendable {
    private let key: Handle

    // The C key is never written after it was made, so that threads may share it.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Prepares `secret`.
    ///
    /// - C: `EVP_MAC_init`.
    package init(_ secret: some Sequence<UInt8>) {
        let made = withBytes(of: secret) { ccrypto_hmac_key_new($0.baseAddress, $0.count) }
        // Only exhausted memory or an OpenSSL without HMAC get here; nothing may be signed without a key.
        guard let made else { preconditionFailure("libcrypto could not prepare a key") }
        key = Handle(pointer: made)
    }

    deinit { ccrypto_hmac_key_free(key.pointer) }

    /// The HMAC-SHA256 of `bytes`.
    ///
    /// - Shape: 32 bytes.
    /// - C: `EVP_MAC_CTX_dup`, `EVP_MAC_update`, `EVP_MAC_final`.
    package func code(for bytes: some Sequence<UInt8>) -> [UInt8] {
        withBytes(of: bytes) { input in
            [UInt8](unsafeUninitializedCapacity: Digest.sha256Count) { output, count in
                let done = ccrypto_hmac_sha256(key.pointer, input.baseAddress, input.count, output.baseAddress)
                precondition(done == 1, "libcrypto could not compute HMAC-SHA256")
                count = Digest.sha256Count
            }
        }
    }

    /// The HMAC-SHA256 of the UTF-8 of `text`.
    package func code(for text: String) -> [UInt8] { code(for: text.utf8) }
}

/// A key is a secret: no dump, string or mirror of it says more than its type.
extension MessageKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "MessageKey" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
