/// A block of addresses, as `10.2.0.0/16`.
package struct IPNetwork: Sendable, Hashable {
    /// The first address of the block.
    package let address: IPAddress
    /// The bits that all addresses of the block share.
    package let prefixLength: Int

    package init(_ address: IPAddress, prefixLength: Int) {
        let length = min(max(prefixLength, 0), address.family.bits)
        self.prefixLength = length
        self.address = IPAddress(address.family, address.number & Self.mask(address.family, length))
    }

    /// Reads `address/length`, or an address alone as the block of that one; nil for everything else.
    package init?(_ text: some StringProtocol) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            guard let address = IPAddress(text) else { return nil }
            self.init(address, prefixLength: address.family.bits)
            return
        }
        let digits = text[text.utf8.index(after: slash)...]
        guard let address = IPAddress(text[..<slash]),
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let length = Int(digits), length <= address.family.bits
        else { return nil }
        self.init(address, prefixLength: length)
    }

    package func contains(_ other: IPAddress) -> Bool {
        other.family == address.family && other.number & Self.mask(address.family, prefixLength) == address.number
    }

    /// Whether every address of `other` is inside.
    package func contains(_ other: IPNetwork) -> Bool {
        other.prefixLength >= prefixLength && contains(other.address)
    }

    private static func mask(_ family: IPAddress.Family, _ length: Int) -> UInt128 {
        let all: UInt128 = family == .v4 ? 0xFFFF_FFFF : .max
        return all & ~(length == 0 ? all : all >> length)
    }
}

extension IPNetwork: CustomStringConvertible {
    package var description: String { "\(address)/\(prefixLength)" }
}
