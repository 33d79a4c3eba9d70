import Document
import DomainNames

extension Resource {
    /// This row as the answer to `question`, with the field and the endpoint that were hit.
    func answer(to question: FindQuestion, kind: Kind?, rank: FindRank) -> FindAnswer {
        let patterns = question.patterns.map { GlobMatcher($0) }
        func isHit(_ text: String) -> Bool { patterns.contains { $0.matches(text) } || question.spans(text) }
        let hit = endpoints.filter { isHit($0.host) || isHit($0.address) || $0.answers(question) }
        let port: Int? = if case .host(_, let port, _) = question { port } else { nil }
        let endpoint =
            hit.first { port != nil && $0.port == port } ?? hit.first ?? asked(question) ?? endpoints.first
        let pastes = endpoint.map { self.pastes(for: $0, kind: kind) } ?? []
        var isExact = rank == .exact
        if case .tag = question { isExact = false }
        if case .filter = question { isExact = false }
        let field = wholeField(question) ?? (hit.isEmpty ? field(kind, isHit) ?? question.unseen : "endpoint")
        return FindAnswer(resource: self, endpoint: endpoint, pastes: pastes, matched: field, isExact: isExact)
    }

    /// The endpoint whose role is among the words that were asked for.
    private func asked(_ question: FindQuestion) -> Endpoint? {
        guard case .words(let words) = question else { return nil }
        return endpoints.first { words.contains($0.role) }
    }

    /// The id or name, where it is all that was asked for.
    private func wholeField(_ question: FindQuestion) -> String? {
        let asked: [String]
        switch question {
        case .id(let text), .arn(let text): asked = [text]
        case .host(let host, _, _): asked = DomainName.forms(of: host)
        case .words(let words): asked = [words.joined(separator: " ")]
        case .names(let names):
            if names.contains(key.id.lowercased()) { return "id" }
            return names.contains(name.withoutFinalDot.lowercased()) ? "name" : nil
        case .resource: return "id"
        case .filter: return "filter"
        case .nothing, .address, .network, .tag, .pattern: return nil
        }
        if asked.contains(key.id.lowercased()) { return "id" }
        return asked.contains(name.withoutFinalDot.lowercased()) ? "name" : nil
    }

    /// The first field that was hit, by the word people know it by.
    private func field(_ kind: Kind?, _ isHit: (String) -> Bool) -> String? {
        if isHit(key.id) { return "id" }
        if isHit(name) || isHit(name.withoutFinalDot) { return "name" }
        if let arn, isHit(arn) { return "arn" }
        if let tag = tags.first(where: { isHit("\($0.key)=\($0.value)") }) { return "tag:\(tag.key)" }
        if let state, isHit(state) { return "state" }
        for (column, value) in zip(kind?.columns ?? [], columns)
        where value.anyLeaf({ $0.string.map(isHit) ?? false }) {
            return column.name
        }
        return nil
    }
}

extension Endpoint {
    /// Whether it has the address, or one in the network, that is asked for.
    fileprivate func answers(_ question: FindQuestion) -> Bool {
        guard let address = IPAddress(host) else { return false }
        switch question {
        case .address(let wanted): return address == wanted
        case .network(let network): return network.contains(address)
        case .nothing, .arn, .id, .host, .tag, .words, .pattern, .names, .resource, .filter: return false
        }
    }
}

extension Resource {
    /// Whether `text`, folded, is its whole id, name or a host of it.
    func isCalled(_ text: String) -> Bool {
        key.id.lowercased() == text || name.withoutFinalDot.lowercased() == text
            || endpoints.contains { $0.host.withoutFinalDot.lowercased() == text }
    }
}

extension FindQuestion {
    /// Whether a field is an address, or a network, inside of the network that is asked for.
    fileprivate func spans(_ text: String) -> Bool {
        guard case .network(let network) = self, network.prefixLength > 0 else { return false }
        if let address = IPAddress(text) { return network.contains(address) }
        return text.utf8.contains(UInt8(ascii: "/")) && IPNetwork(text).map(network.contains) ?? false
    }

    /// What was hit where it stands in no field that people see: the kind, the account or the region, or the document.
    fileprivate var unseen: String {
        if case .words = self { return "place" }
        return "document"
    }

    /// What a hit field looks like, the best first.
    fileprivate var patterns: [Glob] {
        switch self {
        case .nothing: []
        case .arn(let text), .id(let text): [Glob(literal: text).contained]
        case .address(let address): [Glob(literal: "\(address)").contained]
        case .network(let network): [Glob(literal: "\(network)").contained]
        case .host(let host, _, let whole):
            [Glob(literal: whole).contained]
                + DomainName.forms(of: host).flatMap { name in
                    [Glob(literal: name).contained] + Self.wildcards(for: name).map { Glob(literal: $0) }
                }
        case .words(let words): words.map { Glob(literal: $0).contained }
        case .tag(let key, let value):
            [Glob(literal: "\(key)=\(value ?? "")").beginning]
        case .pattern(let text): [Glob(pattern: text)]
        case .names(let names): names.map { Glob(literal: $0) }
        case .resource, .filter: []
        }
    }
}
