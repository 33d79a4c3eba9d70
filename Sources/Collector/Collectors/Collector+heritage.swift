import Inventory

extension Collector {
    /// What a collector has read, for the one that goes on in its place with other settings.
    package struct Heritage: Sendable {
        let snapshot: Snapshot
        let members: [OrganizationMember]
        let memories: [CellKey: DetailMemory]

        var generation: Int { snapshot.generation }

        /// What is known of `account`: its regions as far as they are asked for, and who it is unless that is asked for
        /// otherwise now; nil for an account that was not there.
        func info(of account: CollectorSettings.Account) -> AccountInfo? {
            guard let known = snapshot.account(account.name) else { return nil }
            var info = account.info
            guard !isOther(account.accountID, than: known) else { return info }
            info.accountID = info.accountID ?? known.accountID
            if account.regions.needExpansion, known.areRegionsKnown {
                // Those that were not asked for before come when AWS has listed them.
                info.regions = account.regions.expanded(over: known.regions)
            }
            return info
        }

        /// The cells of `matrix` with what was read of them, as the new kinds and rules make it of the documents.
        ///
        /// - Cost: looks at each row; those of kinds that have changed are made anew.
        func cells(of matrix: Matrix, in settings: CollectorSettings) -> CellTable {
            let read = CellTable(
                matrix.accounts.lazy.flatMap { info in
                    matrix.cells(of: info).map { cell($0, of: info, in: settings.kinds) ?? Cell(key: $0) }
                })
            let renewal = Renewal(from: snapshot.kinds, to: settings.kinds, environments: settings.environments)
            var cells = read
            for account in matrix.accounts {
                for cell in read.cells(of: account.name) {
                    if let renewed = renewal.renewed(cell, of: account, among: read) { cells[cell.key] = renewed }
                }
            }
            return cells
        }

        /// The cell of `key`; nil where there was none, or where its rows are another account's or another list's.
        private func cell(_ key: CellKey, of account: AccountInfo, in kinds: KindSet) -> Cell? {
            guard !isOther(account.accountID, than: snapshot.account(account.name)), var cell = snapshot.cells[key],
                let old = snapshot.kinds.kind(key.kind),
                let new = kinds.kind(key.kind), old.hasSameItems(as: new)
            else { return nil }
            // What was being read is not any more.
            if cell.status == .refreshing { cell.status = cell.fetchedAt == nil ? .never : .stale }
            // What the new kind asks besides is read before anything that is merely due.
            if cell.status == .fresh, !old.hasSameDocuments(as: new) { cell.status = .stale }
            return cell
        }

        /// What is remembered of details, for cells of `cells` whose kind asks the same.
        func memories(of cells: CellTable, in kinds: KindSet) -> [CellKey: DetailMemory] {
            memories.filter { key, _ in
                guard cells[key]?.fetchedAt != nil, let new = kinds.kind(key.kind) else { return false }
                return snapshot.kinds.kind(key.kind)?.hasSameDocuments(as: new) == true
            }
        }

        /// The members that an organization still has, as far as it is the same one.
        func members(in settings: CollectorSettings) -> [OrganizationMember] {
            guard let organization = settings.organization, snapshot.organization?.account == organization.account
            else { return [] }
            return members.filter { member in !settings.accounts.contains { $0.name == member.name } }
        }

        func organization(in settings: CollectorSettings) -> OrganizationInfo? {
            settings.organization?.account == snapshot.organization?.account ? snapshot.organization : nil
        }

        private func isOther(_ asked: String?, than known: AccountInfo?) -> Bool {
            guard let asked, let id = known?.accountID else { return false }
            return asked != id
        }
    }

    /// Everything that has been read up to now.
    package var heritage: Heritage {
        Heritage(
            snapshot: Snapshot(
                generation: generation, kinds: settings.kinds, accounts: matrix.accounts, cells: cells,
                organization: organization, changes: recent), members: members, memories: memories)
    }
}
