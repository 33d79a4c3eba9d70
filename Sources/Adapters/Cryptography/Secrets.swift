import CCrypto

/// Making and comparing secrets.
package enum Secrets {
    /// `count` unpredictable bytes.
    ///
    /// - C: `RAND_bytes`.
    package static func random(count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { output, written in
            let done = ccrypto_random(output.baseAddress, count)
            // Without entropy nothing that needs a secret may go on, as in Swift's own generator.
            precondition(done == 1, "the system gave no random bytes")
            written = count
        }
    }

    /// Whether both hold the same bytes.
    ///
    /// - Cost: time depends on the lengths alone, never on where the first difference lies.
    /// - C: `CRYPTO_memcmp`.
    package static func equal(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Bool {
        withBytes(of: left) { left in
            withBytes(of: right) { right in
                left.count == right.count && ccrypto_equal(left.baseAddress, right.baseAddress, left.count) == 1
            }
        }
    }
}
