import CIDN

/// The two forms of a domain name with letters beyond ASCII: `bücher.example` for people, `xn--bcher-kva.example` in DNS.
///
/// - Source: UTS #46 without transitional processing, RFC 5890 to 5893.
package enum DomainName {
    /// The longest name that is looked at; DNS has none of more than 253 characters, each of at most four bytes here.
    ///
    /// - Units: bytes.
    private static let maximumLength = 1024

    /// Every way to write `name`, itself first.
    ///
    /// - Shape: `name` alone where it has but one form, or is none that DNS could hold.
    /// - Cost: a look at its bytes where they are plain ASCII.
    /// - C: `idn2_to_ascii_8z`, `idn2_to_unicode_8z8z`.
    package static func forms(of name: String) -> [String] {
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
        guard !isPlain || name.lowercased().split(separator: ".").contains(where: { $0.hasPrefix("xn--") }) else {
            return [name]
        }
        guard let ascii = converted(name, toUnicode: false), let unicode = converted(ascii, toUnicode: true) else {
            return [name]
        }
        return [ascii, unicode].reduce(into: [name]) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func converted(_ name: String, toUnicode: Bool) -> String? {
        guard name.utf8.count <= maximumLength, !name.utf8.contains(0) else { return nil }
        var output = [UInt8](repeating: 0, count: maximumLength)
        let length = cidn_convert(name, toUnicode ? 1 : 0, &output, output.count)
        return length > 0 ? String(decoding: output[..<length], as: UTF8.self) : nil
    }
}
