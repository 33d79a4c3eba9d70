/// A host and a port, as `listen` and `endpoint_url` write them: `127.0.0.1:5000`, `[::1]:5000`, `localhost:80`.
struct NetworkAddress {
    let host: Substring
    /// Nil where none is written.
    let port: UInt16?

    init?(_ text: Substring) {
        let rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            rest = text[text.index(after: end)...]
            guard host.contains(":"), host.utf8.allSatisfy(Self.isIPv6Byte) else { return nil }
        } else {
            host = text.prefix { $0 != ":" }
            rest = text.dropFirst(host.count)
            guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        }
        guard !rest.isEmpty else {
            port = nil
            return
        }
        let digits = rest.dropFirst()
        guard rest.hasPrefix(":"), digits.utf8.allSatisfy(\.isDigit), let number = UInt16(digits) else { return nil }
        port = number
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || ".-_".utf8.contains(byte)
    }

    private static func isIPv6Byte(_ byte: UInt8) -> Bool {
        byte.isDigit || "abcdefABCDEF:.".utf8.contains(byte)
    }
}
