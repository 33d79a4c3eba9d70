import Inventory

extension Collector {
    /// What a collector has read, for the one that goes on in its place with other settings.
    package struct Heritage: Sendable {
        let snapshot: Snapshot
        let members: [OrganizationMember]

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

        /// The cell of `key`; nil where there was none, or where its rows are another account's or would be read wrongly.
        func cell(_ key: CellKey, of account: AccountInfo, in kinds: KindSet) -> Cell? {
            guard !isOther(account.accountID, than: snapshot.account(account.name)), var cell = snapshot.cells[key],
                let old = snapshot.kinds.kind(key.kind),
                let new = kinds.kind(key.kind), old.hasSameRows(as: new)
            else { return nil }
            // What was being read is not any more.
            if cell.status == .refreshing { cell.status = cell.fetchedAt == nil ? .never : .stale }
            return cell
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
                organization: organization, changes: recent), members: members)
    }
}

extension Kind {
    /// Whether packed rows of the one can be read as rows of the other: columns are found by their place.
    fileprivate func hasSameRows(as other: Kind) -> Bool {
        isGlobal == other.isGlobal && columns.count == other.columns.count
            && zip(columns, other.columns).allSatisfy { $0.name == $1.name && $0.form == $1.form }
    }
}
