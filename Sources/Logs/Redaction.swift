/// What must not stand in a log, and what stands there instead.
///
/// - Shape: known secrets wherever they are; access key ids; what looks like a secret key or a session token; values of
///   parameters whose names say that they are secret; passwords in URLs.
package struct Redaction: Sendable {
    package static let mask = "********"

    /// Longest first, so that no part of one stays.
    private let secrets: [[UInt8]]
    private static let secretWords = [
        "secret", "token", "password", "passwd", "signature", "credential", "authorization", "apikey", "api_key",
        "api-key",
    ]
    private static let maskBytes = Array(mask.utf8)

    /// Hides `secrets`, too; what is shorter than eight characters would hide half the log.
    package init(secrets: [String] = []) {
        let encoded = secrets.flatMap { [$0, Self.percentEncoded($0)] }
        self.secrets = Set(encoded).filter { $0.utf8.count >= 8 }.map { Array($0.utf8) }
            .sorted { ($0.count, $0.lexicographicallyPrecedes($1) ? 0 : 1) > ($1.count, 0) }
    }

    /// The text with everything of the kind masked.
    ///
    /// - Cost: linear in its length; known secrets are compared where their first byte stands.
    package func applied(to text: String) -> String {
        // Nothing shorter can be a secret or name one with its value.
        guard text.utf8.count >= 8 else { return text }
        var bytes = Array(text.utf8)
        var isChanged = false
        for secret in secrets where Self.replace(secret, in: &bytes) { isChanged = true }
        if Self.maskPasswords(in: &bytes) { isChanged = true }
        if Self.maskValues(in: &bytes) { isChanged = true }
        if Self.maskRuns(in: &bytes) { isChanged = true }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : text
    }

    private static func replace(_ secret: [UInt8], in bytes: inout [UInt8]) -> Bool {
        var isFound = false
        var place = 0
        while place + secret.count <= bytes.count {
            if bytes[place] == secret[0], bytes[place..<place + secret.count].elementsEqual(secret) {
                bytes.replaceSubrange(place..<place + secret.count, with: maskBytes)
                place += maskBytes.count
                isFound = true
            } else {
                place += 1
            }
        }
        return isFound
    }

    /// `https://name:password@host`.
    private static func maskPasswords(in bytes: inout [UInt8]) -> Bool {
        var isFound = false
        var place = 0
        while let mark = bytes[place...].firstIndex(of: 0x3A) {
            place = mark + 1
            guard mark + 2 < bytes.count, bytes[mark + 1] == 0x2F, bytes[mark + 2] == 0x2F else { continue }
            let host = bytes[(mark + 3)...].prefix { !" /?#\"'".utf8.contains($0) }
            guard let at = host.lastIndex(of: 0x40) else { continue }
            bytes.replaceSubrange(mark + 3..<at, with: maskBytes)
            place = mark + 3 + maskBytes.count
            isFound = true
        }
        return isFound
    }

    /// `X-Amz-Signature=…`, `token: …`: what follows the sign, as far as a word goes.
    private static func maskValues(in bytes: inout [UInt8]) -> Bool {
        var isFound = false
        var place = 0
        while let sign = bytes[place...].firstIndex(where: { $0 == 0x3D || $0 == 0x3A }) {
            place = sign + 1
            // `"SessionToken": "…"` has the name in quotation marks.
            let end = sign > 0 && bytes[sign - 1] == 0x22 ? sign - 1 : sign
            var first = end
            while first > 0, isName(bytes[first - 1]), end - first < 64 { first -= 1 }
            let name = String(decoding: bytes[first..<end].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
            guard !name.isEmpty, secretWords.contains(where: name.contains) else { continue }
            var start = place
            while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x22 { start += 1 }
            var stop = start
            while stop < bytes.count, !" &;,\"'\n\r)".utf8.contains(bytes[stop]) { stop += 1 }
            // `Authorization: Bearer x`: the scheme is not the secret.
            if stop < bytes.count, bytes[stop] == 0x20, name.contains("authorization") {
                stop += 1
                while stop < bytes.count, !" &;\"'\n\r".utf8.contains(bytes[stop]) { stop += 1 }
            }
            guard stop > start, !bytes[start..<stop].elementsEqual(maskBytes) else { continue }
            bytes.replaceSubrange(start..<stop, with: maskBytes)
            place = start + maskBytes.count
            isFound = true
        }
        return isFound
    }

    /// Words that have the form of access key ids, secret keys or session tokens.
    private static func maskRuns(in bytes: inout [UInt8]) -> Bool {
        var isFound = false
        var start = 0
        while start < bytes.count {
            guard isBase64(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, isBase64(bytes[end]) { end += 1 }
            if isSecret(bytes[start..<end]) {
                bytes.replaceSubrange(start..<end, with: maskBytes)
                end = start + maskBytes.count
                isFound = true
            }
            start = end
        }
        return isFound
    }

    private static func isSecret(_ run: ArraySlice<UInt8>) -> Bool {
        let isKeyID =
            run.count >= 16 && run.count <= 32 && (run.starts(with: "AKIA".utf8) || run.starts(with: "ASIA".utf8))
            && run.allSatisfy { 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 }
        if isKeyID { return true }
        let isMixed =
            run.contains { 0x41...0x5A ~= $0 } && run.contains { 0x61...0x7A ~= $0 }
            && run.contains { 0x30...0x39 ~= $0 }
        // A secret key has forty; a path of many short words is none.
        let hasLongWord = run.count >= 100 || (run.count == 40 && run.split(separator: 0x2F).count <= 4)
        return isMixed && hasLongWord && (run.count < 100 || run.split(separator: 0x2F).contains { $0.count >= 40 })
    }

    private static func isName(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || byte == 0x2D || byte == 0x5F
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte || 0x41...0x5A ~= byte || 0x30...0x39 ~= byte || byte == 0x2B || byte == 0x2F
            || byte == 0x3D
    }

    private static func percentEncoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if isName(byte) || byte == 0x2E || byte == 0x7E {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
