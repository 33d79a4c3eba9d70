extension Snapshot {
    /// The cells of `kinds` in the given accounts and regions, in the order account, region, kind.
    ///
    /// - Shape: a global kind's cell is covered by whatever region is asked for; a combination that the matrix has not got is left out.
    package func cells(of kinds: [Kind], accounts: [AccountInfo], regions: [String]) -> [Cell] {
        accounts.flatMap { account in
            (account.regions.filter { regions.contains($0) } + [CellKey.globalRegion]).flatMap { region in
                kinds.compactMap { kind in
                    guard kind.isGlobal == (region == CellKey.globalRegion) else { return nil }
                    return cells[CellKey(account: account.name, region: region, kind: kind.name)]
                }
            }
        }
    }
}
