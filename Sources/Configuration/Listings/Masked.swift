/// Values as they may be shown to whoever looks over a shoulder.
package enum Masked {
    /// What stands for a secret, whatever its length.
    package static let secret = "********"

    /// The last four characters of an access key id, which tell it from others.
    package static func accessKeyID(_ text: String) -> String {
        text.count > 8 ? "****" + text.suffix(4) : secret
    }

    /// `text` unless it looks like a key or token; control characters written out.
    package static func text(_ text: String) -> String { Shown.looksSecret(text) ? secret : Shown.escaped(text) }

    /// A URL without the name and password in it.
    package static func url(_ text: String) -> String {
        guard let mark = text.firstRange(of: "://")?.upperBound ?? text.indices.first,
            let at = text[mark...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
        else { return Self.text(text) }
        return Self.text(String(text[..<mark]) + secret + text[at...])
    }
}
