extension IPAddress {
    /// Every address that is a whole string in a JSON text.
    ///
    /// - Cost: one pass without parsing; a text is only read as an address when its bytes could be one.
    static func all(inJSON json: [UInt8]) -> Set<IPAddress> {
        var found: Set<IPAddress> = []
        json.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count {
                guard bytes[place] == UInt8(ascii: "\"") else {
                    place += 1
                    continue
                }
                place += 1
                let start = place
                var separators = 0
                while place < bytes.count, place - start <= 45, let kind = kind(of: bytes[place]) {
                    separators += kind
                    place += 1
                }
                if place < bytes.count, bytes[place] == UInt8(ascii: "\""), separators >= 2,
                    let address = IPAddress(String(decoding: bytes[start..<place], as: UTF8.self))
                {
                    found.insert(address)
                }
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                place += 1
            }
        }
        return found
    }

    /// 1 for a separator, 0 for a digit, nil for what stands in no address.
    private static func kind(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ":"): 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            0
        default: nil
        }
    }
}
