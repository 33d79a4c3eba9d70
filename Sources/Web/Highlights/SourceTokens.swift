/// What a piece of JSON or YAML is, and so what it looks like.
enum SourceTint: String {
    /// The value is the class that styles know.
    case key = "k"
    case string = "s"
    case number = "d"
    /// true, false, null.
    case word = "w"
    case comment = "c"
    /// A tag, anchor or alias of YAML.
    case tag = "t"
}

/// A piece of a text that is coloured; what stands between pieces is not.
struct SourceToken: Hashable {
    let tint: SourceTint
    /// The bytes, without the quotes of a string.
    let range: Range<Int>
    /// The nearest key before it; of a key itself the same.
    let key: Range<Int>?
}

/// The language of a text; the value stands in addresses.
enum SourceLanguage: String {
    case json, yaml

    /// The coloured pieces of `bytes`, in order.
    ///
    /// - Shape: any bytes are taken; what is no JSON or YAML is coloured somehow, and nothing is lost.
    /// - Cost: linear.
    func tokens(of bytes: [UInt8]) -> [SourceToken] {
        switch self {
        case .json:
            var reader = JSONTokenReader(bytes)
            return reader.read()
        case .yaml:
            var reader = YAMLTokenReader(bytes)
            return reader.read()
        }
    }
}

/// Whether a bare word is a number as JSON and YAML write it.
func isNumberText(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard let first = rest.first, 0x30...0x39 ~= first else { return false }
    return rest.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "-"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
