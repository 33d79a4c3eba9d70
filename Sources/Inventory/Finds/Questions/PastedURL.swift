/// A URL as it was pasted: of a service, of the AWS console, of this site.
struct PastedURL {
    /// As pasted, folded.
    private let whole: String
    private let authority: Authority
    /// What follows the authority, as it stands there.
    private let rest: Substring

    /// Parts of a URL that may be names, at most.
    private static let maximumNames = 12

    /// Nil for what has neither a scheme nor a path behind a host.
    init?(_ text: String) {
        // An ARN may hold dots and slashes, too.
        guard !text.lowercased().hasPrefix("arn:") else { return nil }
        let authority = Authority(of: text)
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        guard let end = text[start...].firstIndex(where: { "/?#".contains($0) }) else {
            guard authority.scheme != nil else { return nil }
            (whole, self.authority, rest) = (text.lowercased(), authority, "")
            return
        }
        // Without a scheme only a host with a dot or a port can be told from a path.
        guard
            authority.scheme != nil || IPNetwork(text) == nil && (authority.host.contains(".") || authority.port != nil)
        else { return nil }
        (whole, self.authority, rest) = (text.lowercased(), authority, text[end...])
    }

    /// What it may be meant for: this site's own resource, what its path, query or fragment names, its host.
    func questions(kinds: KindSet?) -> [FindQuestion] {
        let plain = Self.unescaped(String(rest)).lowercased()
        var questions: [FindQuestion] = []
        if let kinds, let key = resource(kinds) { questions.append(.resource(key)) }
        if let arn = PastedText.arn(in: plain) { questions.append(.arn(arn)) }
        if let id = PastedText.lastID(in: plain) { questions.append(.id(id)) }
        let host = FindQuestion(whole: whole.split(separator: " ").first.map(String.init) ?? whole)
        let names = names(in: plain)
        // Nobody runs a console themselves: what is meant stands behind it.
        let isConsole = authority.foldedHost.split(separator: ".").contains("console")
        if let host, !isConsole { questions.append(host) }
        if !names.isEmpty { questions.append(.names(names)) }
        if let host, isConsole { questions.append(host) }
        return questions
    }

    /// `/{account}/{region}/{kind}/{id}`, wherever this site is served.
    private func resource(_ kinds: KindSet) -> ResourceKey? {
        let path = rest.prefix { $0 != "?" && $0 != "#" }
        let segments = path.split(separator: "/").map { Self.unescaped(String($0), times: 1) }
        guard segments.count >= 4 else { return nil }
        let last = segments.count - 1
        guard kinds.kind(segments[last - 1]) != nil else { return nil }
        return ResourceKey(
            account: segments[last - 3], region: segments[last - 2], kind: segments[last - 1], id: segments[last])
    }

    /// Parts that may be whole names, the last ones first: of a query the values, of an address with a fragment that alone.
    private func names(in text: String) -> [String] {
        let told = text.firstIndex(of: "#").map { text[text.index(after: $0)...] }.flatMap { $0.isEmpty ? nil : $0 }
        let parts = (told ?? text[...]).split { "/?#&;,".contains($0) }
            .map { part in String(part.split { "=:".contains($0) }.last ?? part) }
        var names: [String] = []
        for part in parts.reversed() where part.utf8.count >= 3 && part.contains(where: \.isLetter) {
            if !names.contains(part), names.count < Self.maximumNames { names.append(part) }
        }
        return names
    }

    /// `text` with escapes put right, and those of escapes; what is none stays.
    private static func unescaped(_ text: String, times: Int = 2) -> String {
        var text = text
        for _ in 0..<times where text.contains("%") {
            let bytes = Array(text.utf8)
            var plain: [UInt8] = []
            var place = 0
            while place < bytes.count {
                if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
                    let byte = UInt8(String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self), radix: 16)
                {
                    plain.append(byte)
                    place += 3
                } else {
                    plain.append(bytes[place])
                    place += 1
                }
            }
            text = String(decoding: plain, as: UTF8.self)
        }
        return text
    }
}
