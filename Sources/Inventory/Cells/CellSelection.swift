package import FoundationEssentials

/// The cells that a `CellRequest` means, and what they come to by account or region.
package struct CellSelection: Sendable {
    /// The cells of one account or region.
    package struct Group: Sendable {
        package let name: String
        package let tally: CellTally
        /// By the heading of the menu that its kinds stand under, where it has some.
        package let headings: [String: CellTally]
    }

    /// By which part of their keys cells are told apart.
    package enum Part: String, Sendable, CaseIterable {
        case account, region
    }

    /// In no order.
    package let cells: [Cell]
    package let tally: CellTally
    /// By which part `groups` are made; nil where the cells are of one account and region.
    package let part: Part?
    /// In the order of the configuration.
    package let groups: [Group]
    /// The headings that the cells' kinds stand under, in the order of the menus.
    package let headings: [String]
    /// Whether it is known which accounts and regions there are.
    package let isKnown: Bool

    /// The heading of kinds that stand in no view.
    package static let otherHeading = "Other"

    /// - Throws: `LookupProblem` for an account, region, word or state that there is not.
    package init(_ request: CellRequest, over snapshot: Snapshot, now: Date) throws(LookupProblem) {
        let accounts = try snapshot.accounts(in: request.accounts)
        let regions = Set(try snapshot.regions(in: request.regions))
        let names = try request.words.isEmpty ? nil : Self.names(request.words, in: snapshot.kinds)
        let states = try Self.states(request.states)
        let wantsFailing = request.states.contains(CellRequest.failing)
        let named = Set(accounts.map(\.name))
        let chosen = snapshot.cells.values.filter { cell in
            named.contains(cell.key.account) && regions.contains(cell.key.region)
                && names?.contains(cell.key.kind) != false
                && (request.states.isEmpty || states.contains(cell.status) || wantsFailing && cell.isFailing)
        }
        cells = chosen
        tally = CellTally(chosen, kinds: snapshot.kinds, now: now)
        isKnown = (request.accounts != .all || snapshot.knowsAccounts) && accounts.allSatisfy(\.areRegionsKnown)
        let byKind = Self.headings(of: snapshot.kinds)
        let here = Set(chosen.map { byKind[$0.key.kind] ?? Self.otherHeading })
        headings = Self.titles(of: snapshot.kinds).filter(here.contains)
        let order = accounts.map(\.name)
        let places = (snapshot.regions + [CellKey.globalRegion])
        let part: Part? =
            Set(chosen.map(\.key.account)).count > 1
            ? .account : Set(chosen.map(\.key.region)).count > 1 ? .region : nil
        self.part = part
        guard let part else {
            groups = []
            return
        }
        groups = Self.groups(chosen, by: part, order: part == .account ? order : places, byKind, snapshot.kinds, now)
    }

    private static func groups(
        _ cells: [Cell], by part: Part, order: [String], _ headings: [String: String], _ kinds: KindSet, _ now: Date
    ) -> [Group] {
        var tallies: [String: CellTally] = [:]
        var byHeading: [String: [String: CellTally]] = [:]
        for cell in cells {
            let name = part == .account ? cell.key.account : cell.key.region
            let every = kinds.kind(cell.key.kind)?.every
            tallies[name, default: CellTally()].add(cell, every: every, now: now)
            let heading = headings[cell.key.kind] ?? otherHeading
            byHeading[name, default: [:]][heading, default: CellTally()].add(cell, every: every, now: now)
        }
        return order.compactMap { name in
            tallies[name].map { Group(name: name, tally: $0, headings: byHeading[name] ?? [:]) }
        }
    }

    /// The headings of the views, in their order, and that of all others.
    private static func titles(of kinds: KindSet) -> [String] {
        var titles: [String] = []
        for view in kinds.views where !titles.contains(view.group) { titles.append(view.group) }
        return titles + (titles.contains(otherHeading) ? [] : [otherHeading])
    }

    /// Under which heading each kind stands.
    package static func headings(of kinds: KindSet) -> [String: String] {
        Dictionary(
            kinds.views.flatMap { view in view.kinds.map { ($0, view.group) } }, uniquingKeysWith: { first, _ in first }
        )
    }

    private static func names(_ words: [String], in kinds: KindSet) throws(LookupProblem) -> Set<String> {
        let headings = headings(of: kinds)
        var names: Set<String> = []
        for word in words {
            let pattern = GlobMatcher(Glob(pattern: word))
            var found = Set(kinds.kinds(of: word).map(\.name))
            if found.isEmpty { found = Set(headings.filter { $0.value == word }.map(\.key)) }
            if found.isEmpty, word == otherHeading {
                found = Set(kinds.kinds.map(\.name).filter { headings[$0] == nil })
            }
            if found.isEmpty, word.contains("*") {
                found = Set(kinds.kinds.map(\.name).filter { pattern.matches($0) })
            }
            guard !found.isEmpty else {
                throw LookupProblem(
                    .kind, word,
                    among: kinds.views.map(\.name) + kinds.kinds.map(\.name) + Set(headings.values).sorted())
            }
            names.formUnion(found)
        }
        return names
    }

    private static func states(_ words: [String]) throws(LookupProblem) -> Set<CellStatus> {
        var states: Set<CellStatus> = []
        for word in words where word != CellRequest.failing {
            guard let state = CellStatus(rawValue: word) else {
                throw LookupProblem(.state, word, among: CellStatus.allCases.map(\.rawValue) + [CellRequest.failing])
            }
            states.insert(state)
        }
        return states
    }
}
