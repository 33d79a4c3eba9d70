extension Snapshot {
    /// The accounts that `scope` names, in the configuration's order; a name may be a pattern with `*`.
    ///
    /// - Throws: `LookupProblem` for a name that no account has.
    package func accounts(in scope: Scope) throws(LookupProblem) -> [AccountInfo] {
        let names = try Self.names(in: scope, among: accounts.map(\.name), .account)
        return accounts.filter { names.contains($0.name) }
    }

    /// The regions that `scope` names, `global` among them where asked for; a name may be a pattern with `*`.
    ///
    /// - Shape: a region may be none of any account while not all regions are known; it has no cells then.
    /// - Throws: `LookupProblem` for a region that no account has.
    package func regions(in scope: Scope) throws(LookupProblem) -> [String] {
        let known = regions + [CellKey.globalRegion]
        if !accounts.allSatisfy(\.areRegionsKnown), case .names(let names) = scope {
            let patterns = names.filter { $0.contains("*") }.map { GlobMatcher(Glob(pattern: $0)) }
            return known.filter { name in names.contains(name) || patterns.contains { $0.matches(name) } }
        }
        let names = try Self.names(in: scope, among: known, .region)
        return known.filter { names.contains($0) }
    }

    /// The kinds whose rows a view's or kind's word shows together, with their title: a view that is not merged opens its first kind.
    ///
    /// - Throws: `LookupProblem` for an unknown word.
    package func kinds(showing word: String) throws(LookupProblem) -> (title: String, kinds: [Kind]) {
        if let view = kinds.view(word) {
            let members = kinds.kinds(of: word)
            let shown = view.isMerged ? members : Array(members.prefix(1))
            if !shown.isEmpty { return (view.title, shown) }
        }
        if let kind = kinds.kind(word) { return (kind.title, [kind]) }
        throw LookupProblem(.view, word, among: kinds.views.map(\.name) + kinds.kinds.map(\.name))
    }

    private static func names(
        in scope: Scope, among known: [String], _ subject: LookupProblem.Subject
    ) throws(LookupProblem) -> Set<String> {
        guard case .names(let names) = scope else { return Set(known) }
        var found: Set<String> = []
        for name in names {
            if known.contains(name) {
                found.insert(name)
                continue
            }
            let pattern = GlobMatcher(Glob(pattern: name))
            let matching = name.contains("*") ? known.filter { pattern.matches($0) } : []
            guard !matching.isEmpty else { throw LookupProblem(subject, name, among: known) }
            found.formUnion(matching)
        }
        return found
    }
}
