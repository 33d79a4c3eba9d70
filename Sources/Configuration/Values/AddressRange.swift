import Glibc

/// One IP address or a CIDR range of them: `10.0.0.0/8`, `::1`.
package struct AddressRange: Sendable, Hashable {
    /// 4 or 16, in network order, with no bit set behind the prefix.
    private let bytes: [UInt8]
    /// How many leading bits count.
    private let prefix: Int

    /// Reads an address or a range.
    ///
    /// - Shape: nil for anything else, bits behind the prefix included; an IPv4 address in IPv6's clothes is the IPv4 one.
    package init?(_ text: String) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = Self.bytes(of: String(halves[0])) else { return nil }
        var prefix = bytes.count * 8
        if halves.count == 2 {
            guard (1...3).contains(halves[1].utf8.count), halves[1].utf8.allSatisfy(\.isDigit),
                let number = Int(halves[1]), number <= prefix
            else { return nil }
            prefix = number
        }
        guard Self.cleared(bytes, behind: prefix) == bytes else { return nil }
        self.bytes = bytes
        self.prefix = prefix
    }

    /// The range that was probably meant by an address with bits set behind its prefix; nil for anything else.
    static func correction(of text: String) -> String? {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, let prefix = Int(halves[1]), let bytes = bytes(of: String(halves[0])),
            0...(bytes.count * 8) ~= prefix
        else { return nil }
        return Self.text(of: cleared(bytes, behind: prefix)).map { "\($0)/\(prefix)" }
    }

    /// Whether every address of its family is in it.
    var isEverything: Bool { prefix == 0 }

    /// Whether the address `text` is in it.
    package func contains(_ text: String) -> Bool {
        guard let other = Self.bytes(of: text), other.count == bytes.count else { return false }
        return Self.cleared(other, behind: prefix) == bytes
    }

    private static func bytes(of text: String) -> [UInt8]? {
        // What C takes for the text's end is none here.
        guard !text.utf8.contains(0) else { return nil }
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        let isMapped = sixteen[..<10].allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
        return isMapped ? Array(sixteen[12...]) : sixteen
    }

    private static func text(of bytes: [UInt8]) -> String? {
        var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &room, socklen_t(room.count)) != nil else {
            return nil
        }
        return String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func cleared(_ bytes: [UInt8], behind prefix: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(max(prefix - index * 8, 0), 8)
            return kept == 8 ? byte : byte & ~(0xFF >> UInt8(kept))
        }
    }
}
