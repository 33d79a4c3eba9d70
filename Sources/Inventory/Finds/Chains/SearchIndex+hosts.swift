import Document
import DomainNames

extension SearchIndex {
    /// What answers for a host name or an address: what has it for an endpoint, or else the nearest record with a `*`.
    ///
    /// - Shape: where something has an address, what merely belongs to that thing is left out; of what has a name, what leads
    ///   on comes alone, and so does the record of a name that a distribution or gateway was told to answer to. In the order
    ///   of the keys.
    func resources(at host: String) -> [Resource] {
        if let address = IPAddress(host) { return resources(at: address) }
        let folded = Authority(of: host).foldedHost
        // An alias may name the form of a load balancer's name that answers on IPv6 too.
        let plain = folded.hasPrefix("dualstack.") ? String(folded.dropFirst(10)) : folded
        let forms = DomainName.forms(of: plain)
        let records = forms.map(FindQuestion.wildcards)
        // Level by level: of the records with a `*` the nearest answers, in whichever form it is written.
        let levels = (0..<(records.map(\.count).max() ?? 0)).map { level in
            records.compactMap { $0.indices.contains(level) ? $0[level] : nil }
        }
        for names in [forms] + levels {
            let found = indexes.flatMap { index in
                names.flatMap { name in rows(called: name, in: index) }
            }
            if !found.isEmpty { return decisive(found, for: names) }
        }
        return []
    }

    /// The rows of one cell that answer for `name`, or are the record with a `*` that it is.
    private func rows(called name: String, in index: CellIndex) -> [Resource] {
        let isWildcard = name.hasPrefix("*")
        return index.keys.rows(KeyIndex.number(of: name)).map { index.rows[$0] }.filter { row in
            isWildcard ? row.isRecord(name, in: snapshot.kinds) : row.answers(for: name, in: snapshot.kinds)
        }
    }

    /// Of several that have a name, in one of its forms, those at which it is decided where a request goes.
    private func decisive(_ found: [Resource], for names: [String]) -> [Resource] {
        let leading = found.filter { snapshot.kinds.kind($0.key.kind)?.leadsTo.isEmpty == false }
        let resolving = leading.filter { row in
            row.endpoints.allSatisfy { $0.role != "custom" || !names.contains($0.host.withoutFinalDot.lowercased()) }
        }
        return !resolving.isEmpty ? resolving : !leading.isEmpty ? leading : found
    }

    private func resources(at address: IPAddress) -> [Resource] {
        let found = indexes.flatMap { index in
            index.addresses.hits(in: address...address).filter { $0.rank == .exact }.map { hit in
                (row: index.rows[hit.row], standing: index.standings[hit.row])
            }
        }.filter { $0.row.endpoints.contains { IPAddress($0.host) == address } }
        let owners = found.filter { !$0.standing.belongs }
        return (owners.isEmpty ? found : owners).map(\.row)
    }

    /// Where the host or address that was asked for leads, or else the first answer, if it is what was asked for.
    func chain(from question: FindQuestion, _ answers: [FindAnswer]) -> [ChainHop] {
        var walk = ChainWalk(self)
        switch question {
        case .nothing, .network, .tag, .filter, .pattern: return []
        case .host(let host, _, _): walk.follow(host: host)
        case .address(let address): walk.follow(host: "\(address)")
        case .arn, .id, .words, .names, .resource:
            guard let first = answers.first, first.isExact else { return [] }
            walk.follow(first.resource, named: first.resource.name)
        }
        // One step alone says no more than the answers, and neither does a name that nothing has.
        return walk.hops.count > 1 ? walk.hops : []
    }
}

extension Resource {
    /// Whether clients reach it by `host`, in lower case: as an endpoint, or by a name in a column of ids.
    fileprivate func answers(for host: String, in kinds: KindSet) -> Bool {
        if endpoints.contains(where: { $0.host.withoutFinalDot.lowercased() == host }) { return true }
        guard let kind = kinds.kind(key.kind) else { return false }
        // What a record names, it is not itself.
        guard kind.leadsTo.allSatisfy({ kind.column($0)?.column.form.linked != nil }) else { return false }
        return kind.columns.indices.contains { place in
            kind.columns[place].form == .id && column(place).string?.withoutFinalDot.lowercased() == host
        }
    }

    /// Whether it is called `name` and leads on.
    fileprivate func isRecord(_ name: String, in kinds: KindSet) -> Bool {
        kinds.kind(key.kind)?.leadsTo.isEmpty == false && self.name.withoutFinalDot.lowercased() == name
    }
}
