import Document

/// The place after which a page starts: the sort value and key of the row before it, so that it holds whatever rows come or go.
struct PageToken: Sendable, Hashable {
    let sort: String?
    let isDescending: Bool
    let sortKey: SortKey
    let key: ResourceKey

    /// The longest token that is read.
    ///
    /// - Units: characters.
    private static let maximumLength = 8192

    /// - Shape: base64url without padding; opaque to everybody else.
    var text: String {
        let fields: [Value] = [
            .string(sort ?? ""), .bool(isDescending), .string(sortKey.tag), sortKey.value, .string(key.account),
            .string(key.region), .string(key.kind), .string(key.id),
        ]
        return Base64URL.encode(Value.array(fields).json())
    }

    /// Nil for what is no token.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumLength, let bytes = Base64URL.decode(text),
            case .array(let fields)? = try? Value(json: bytes), fields.count == 8,
            let sort = fields[0].string, let isDescending = fields[1].bool,
            let sortKey = SortKey(tag: fields[2].string, value: fields[3]),
            let account = fields[4].string, let region = fields[5].string, let kind = fields[6].string,
            let id = fields[7].string
        else { return nil }
        self.init(
            sort: sort.isEmpty ? nil : sort, isDescending: isDescending, sortKey: sortKey,
            key: ResourceKey(account: account, region: region, kind: kind, id: id))
    }

    init(sort: String?, isDescending: Bool, sortKey: SortKey, key: ResourceKey) {
        self.sort = sort
        self.isDescending = isDescending
        self.sortKey = sortKey
        self.key = key
    }
}

extension SortKey {
    fileprivate var tag: String {
        switch self {
        case .number: "n"
        case .address: "a"
        case .text: "t"
        case .none: "-"
        }
    }

    fileprivate var value: Value {
        switch self {
        case .number(let number): .double(number)
        case .address(let address): .string("\(address)")
        case .text(let text): .string(text)
        case .none: .null
        }
    }

    fileprivate init?(tag: String?, value: Value) {
        switch (tag, value) {
        case ("n", .integer), ("n", .double): self = .number(value.double ?? 0)
        case ("a", .string(let text)):
            guard let address = IPAddress(text) else { return nil }
            self = .address(address)
        case ("t", .string(let text)): self = .text(text)
        case ("-", .null): self = .none
        default: return nil
        }
    }
}

/// Bytes as text that needs no escape in an address.
///
/// - Source: RFC 4648 section 5, without padding.
enum Base64URL {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(digits[Int(buffer >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(digits[Int(buffer << UInt32(6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for character in text.utf8 {
            guard let digit = digits.firstIndex(of: character) else { return nil }
            buffer = buffer << 6 | UInt32(digit)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}
