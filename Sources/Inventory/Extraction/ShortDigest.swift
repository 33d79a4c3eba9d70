import Cryptography

/// The first 16 hex digits of the SHA-256 of `bytes`: an id for what has none.
func shortDigest(_ bytes: [UInt8]) -> String { Hex.encode(Digest.sha256(bytes).prefix(8)) }
