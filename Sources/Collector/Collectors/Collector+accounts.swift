import AWS
import Document
import FoundationEssentials
import Inventory

extension Collector {
    /// How long an account that could not be reached waits for the next try.
    static let accountRetry = Duration.seconds(60)

    /// How often an account with patterns of regions is asked which it has: people enable others now and then.
    static let regionsEvery = Duration.seconds(6 * 3_600)

    /// Prepares an account, again and again until it answers, and then as often as its regions may change.
    func prepareUntilKnown(_ account: CollectorSettings.Account) async {
        // One that left the organization is nobody's any more.
        while !Task.isCancelled, matrix.account(account.name) != nil {
            let isKnown = await prepare(account)
            if isKnown, !account.regions.needExpansion { return }
            await pacing.sleep(isKnown ? Self.regionsEvery : Self.accountRetry)
        }
    }

    /// Learns who an account is and which regions it has, and plans its cells.
    ///
    /// - Returns: Whether everything is known; if not, its cells are planned with what is.
    @discardableResult
    func prepare(_ account: CollectorSettings.Account) async -> Bool {
        var isKnown = true
        let wasProblem = matrix.account(account.name)?.problem != nil
        do {
            let identity = try await client.identity(of: account.name)
            let known = matrix.account(account.name)?.accountID
            // The name stands for another account than before: what was read is not its own.
            if let known, known != identity.accountID { empty(account.name) }
            update(account.name) {
                $0.accountID = identity.accountID
                $0.problem = nil
            }
        } catch {
            isKnown = false
            let problem = CellError(error, since: pacing.now(), nextTry: nil)
            update(account.name) { $0.problem = problem }
        }
        // Not before: ARNs are made with the account's digits.
        plan(account.name)
        if account.regions.needExpansion {
            do {
                let enabled = try await EnabledRegions.read(
                    of: account, over: client, before: pacing.instant() + settings.limits.call)
                update(account.name) {
                    $0.regions = account.regions.expanded(over: enabled)
                    $0.areRegionsKnown = true
                }
            } catch {
                // Without the list, every known region of the partition that matches is tried; disabled ones say so.
                isKnown = false
                let problem = CellError(error, since: pacing.now(), nextTry: nil)
                update(account.name) {
                    // What AWS said before holds until it says something else.
                    if !$0.areRegionsKnown { $0.regions = account.regions.expanded(over: account.partition.regions) }
                    $0.areRegionsKnown = true
                    $0.problem = $0.problem ?? problem
                }
            }
        }
        plan(account.name)
        if isKnown && wasProblem { retryFailed(of: account.name) }
        return isKnown
    }

    /// Asks again for what failed while the account could not be reached.
    private func retryFailed(of account: String) {
        let now = pacing.steady()
        planner.resume(account)
        badCredentials[account] = nil
        for cell in cells.cells(of: account) where cell.status == .error { planner.request(cell.key, now: now) }
        wake.yield()
    }

    /// Takes an account and its cells out of matrix, plan and snapshot.
    func remove(_ name: String) {
        matrix.remove(name)
        refreshGate.forget(name)
        for cell in cells.cells(of: name) { forget(cell.key) }
        changed()
    }

    /// Takes everything that was read of an account away.
    private func empty(_ name: String) {
        for cell in cells.cells(of: name) {
            cells[cell.key] = Cell(key: cell.key)
            memories[cell.key] = nil
        }
        changed()
    }

    private func forget(_ key: CellKey) {
        cells[key] = nil
        memories[key] = nil
        recent.forget(key)
        planner.remove(key)
    }

    /// When a cell is read for the first time: at once, or when what an earlier collector read is old enough.
    ///
    /// - Units: moments of the plan.
    private func firstDue(_ key: CellKey, every: Duration, now: Date) -> Date {
        guard let cell = cells[key], cell.status == .fresh, let fetchedAt = cell.fetchedAt else { return now }
        let age = max(pacing.now().timeIntervalSince(fetchedAt), 0)
        return now.addingTimeInterval(max(every.inSeconds - age, 0))
    }

    /// The ids of the accounts that are known, by name.
    var accountIDs: [String: String] {
        Dictionary(
            matrix.accounts.compactMap { account in account.accountID.map { (account.name, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    private func update(_ name: String, _ change: (inout AccountInfo) -> Void) {
        guard var info = matrix.account(name) else { return }
        change(&info)
        matrix.update(info)
        changed()
    }

    /// Makes the account's cells in snapshot and plan those of the matrix: new ones come, those of regions that it has not go.
    private func plan(_ name: String) {
        guard let info = matrix.account(name) else { return }
        let now = pacing.steady()
        let wanted = matrix.cells(of: info)
        let known = Set(wanted)
        for cell in cells.cells(of: name) where !known.contains(cell.key) { forget(cell.key) }
        for key in wanted {
            if cells[key] == nil { cells[key] = Cell(key: key) }
            guard let kind = settings.kinds.kind(key.kind) else { continue }
            planner.add(key, every: settings.every(kind), due: firstDue(key, every: settings.every(kind), now: now))
        }
        changed()
    }
}
