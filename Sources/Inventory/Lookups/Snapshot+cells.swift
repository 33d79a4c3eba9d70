extension Snapshot {
    /// The cells of `kinds` in the given accounts and regions, in the order account, region, kind.
    ///
    /// - Shape: a global kind's cell is covered by whatever region is asked for; a combination that the matrix has not got is left out; regions that are not known yet are one unread cell in the region `*`.
    package func cells(of kinds: [Kind], accounts: [AccountInfo], regions: [String]) -> [Cell] {
        accounts.flatMap { account in
            known(of: kinds, account, regions) + (regions == [CellKey.globalRegion] ? [] : unknown(of: kinds, account))
        }
    }

    private func known(of kinds: [Kind], _ account: AccountInfo, _ regions: [String]) -> [Cell] {
        (account.regions.filter { regions.contains($0) } + [CellKey.globalRegion]).flatMap { region in
            kinds.compactMap { kind in
                guard kind.isGlobal == (region == CellKey.globalRegion) else { return nil }
                return cells[CellKey(account: account.name, region: region, kind: kind.name)]
            }
        }
    }

    private func unknown(of kinds: [Kind], _ account: AccountInfo) -> [Cell] {
        guard !account.areRegionsKnown else { return [] }
        return kinds.filter { !$0.isGlobal }.map {
            Cell(key: CellKey(account: account.name, region: CellKey.anyRegion, kind: $0.name))
        }
    }
}
