/// What someone typed into the finder, by what it looks like.
package enum FindQuestion: Sendable, Hashable {
    /// Nothing to look for.
    case nothing
    case arn(String)
    /// `i-0abc…`, `sg-…`: a word and hexadecimal digits.
    case id(String)
    case address(IPAddress)
    case network(IPNetwork)
    /// A host in lower case without its final dot; `whole` is the URL or text it came from, folded.
    case host(String, port: Int?, whole: String)
    /// A tag's key, and its value unless any will do.
    case tag(key: String, value: String?)
    /// A text with `*` for any run of characters: a whole name, id, host or ARN.
    case pattern(String)
    /// Whole names or ids, any of which will do: parts of a URL.
    case names([String])
    /// The resource whose page here has been pasted.
    case resource(ResourceKey)
    /// Terms of the language of filters.
    case filter(String)
    /// Every word has to occur.
    case words([String])

    /// What `text` is most likely meant as.
    package init(_ text: String) { self = FindReadings(text).questions[0] }

    /// Classifies a text, folded and trimmed, that is one thing: an ARN, an id, an address, a network or a host.
    init?(whole text: String) {
        guard !text.isEmpty, !text.contains(" ") else { return nil }
        if text.hasPrefix("arn:"), text.count(where: { $0 == ":" }) >= 5 {
            self = .arn(text)
        } else if Self.isResourceID(text) {
            self = .id(text)
        } else if let address = IPAddress(text) ?? Self.bracketed(text) {
            self = .address(address)
        } else if text.contains("/"), let network = IPNetwork(text) {
            self = .network(network)
        } else if !text.hasPrefix("tag:"), let host = Self.host(text) {
            self = host
        } else {
            return nil
        }
    }

    /// `i-0abc1234`: a word of letters, and 8 to 17 hexadecimal digits.
    static func isResourceID(_ text: some StringProtocol) -> Bool {
        guard let dash = text.lastIndex(of: "-") else { return false }
        let digits = text[text.index(after: dash)...]
        let word = text[..<dash]
        return (8...17).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
            && (1...12).contains(word.count) && word.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
    }

    /// `10.0.0.1:80` and `[::1]:80` are asked for by their address.
    private static func bracketed(_ text: String) -> IPAddress? {
        guard !text.contains("/") || text.contains("://") else { return nil }
        return IPAddress(Authority(of: text).host)
    }

    private static func host(_ text: String) -> FindQuestion? {
        let authority = Authority(of: text)
        // Without a scheme an `@` belongs to a person, not to a host.
        if authority.scheme == nil, text.contains("@") { return nil }
        let host = authority.foldedHost
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isName = labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "*" }
        }
        guard isName,
            authority.scheme != nil || authority.port != nil
                || labels.count > 1 && labels.last?.contains(where: \.isLetter) == true
        else { return nil }
        return .host(host, port: authority.port, whole: text)
    }
}

extension FindQuestion {
    /// What sort of thing was looked for, as data calls it.
    package var sort: String {
        switch self {
        case .nothing: "nothing"
        case .arn: "arn"
        case .id: "id"
        case .address: "address"
        case .network: "network"
        case .host: "host"
        case .tag: "tag"
        case .pattern: "pattern"
        case .names: "names"
        case .resource: "resource"
        case .filter: "filter"
        case .words: "words"
        }
    }

    /// What was looked for, as it could be typed.
    package var text: String {
        switch self {
        case .nothing: ""
        case .arn(let text), .id(let text), .pattern(let text), .filter(let text): text
        case .address(let address): "\(address)"
        case .network(let network): "\(network)"
        case .host(let host, let port, _): host + (port.map { ":\($0)" } ?? "")
        case .tag(let key, let value): "tag:\(key)" + (value.map { "=\($0)" } ?? "")
        case .names(let names): names.joined(separator: ", ")
        case .resource(let key): "\(key.kind) \(key.id)"
        case .words(let words): words.joined(separator: " ")
        }
    }
}
