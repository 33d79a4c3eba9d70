import AWS
import Document
import FoundationEssentials
import Inventory

extension Collector {
    /// Reads one cell and puts what came of it in place.
    func read(_ key: CellKey) async {
        guard let kind = settings.kinds.kind(key.kind), let cell = cells[key] else { return }
        let began = pacing.instant()
        let order = Fetcher.Order(
            kind: kind, cell: key, context: context(of: key), previous: cell.rows,
            memory: memories[key] ?? DetailMemory(),
            age: cell.fetchedAt.map { .seconds(max(pacing.now().timeIntervalSince($0), 0)) },
            fallbackItems: settings.fallbackItems[key.account]?[key.kind] ?? [])
        let outcome = await fetcher.fetch(order)
        finish(key, kind, outcome, took: pacing.instant() - began)
    }

    private func finish(_ key: CellKey, _ kind: Kind, _ outcome: Fetcher.Outcome, took duration: Duration) {
        // The cell as it is now: it may have changed while the fetch ran.
        guard let cell = cells[key] else { return }
        let now = pacing.now()
        memories[key] = outcome.memory.isEmpty ? nil : outcome.memory
        switch outcome.result {
        case .success(let fetched) where cell.isSuspicious(fetched):
            let next = next(of: key, .held)
            set(cell.holding(fetched, at: now, nextTry: next?.due).planned(next))
        case .success(let fetched):
            let isEmpty = fetched.rows.isEmpty && fetched.unreadParents.isEmpty
            let next = next(of: key, .succeeded(isEmpty: isEmpty))
            if cell.fetchedAt != nil { recent.note(key, from: cell.rows, to: fetched.rows, at: now) }
            place(cell.accepting(fetched, at: now, took: duration).planned(next))
            if cell.fetchedAt != nil, fetched.rows.count > cell.rows.count {
                hasten(planner.revive(key.account, region: key.region, now: pacing.steady()))
            }
        case .failure(let error):
            let failure = CellError(error, since: now)
            let next = next(of: key, .failed(failure.code))
            set(cell.failing(failure, requests: outcome.requests, at: now, nextTry: next?.due).planned(next))
            failAll(of: key.account, as: failure, at: now)
        }
        if planner.pause(of: key.account) == nil { badCredentials[key.account] = nil }
    }

    private func next(of key: CellKey, _ outcome: Planner.Outcome) -> Planner.Schedule? {
        planner.finished(key, outcome, now: pacing.steady(), jitter: pacing.jitter()).map {
            Planner.Schedule(due: pacing.wall($0.due), every: $0.every)
        }
    }

    /// Says of an account's other cells that they are not read while its credentials do not work.
    private func failAll(of account: String, as failure: CellError, at now: Date) {
        guard let until = planner.pause(of: account).map(pacing.wall), badCredentials[account]?.nextTry != until
        else { return }
        let failure = failure.with(since: now, nextTry: until)
        badCredentials[account] = failure
        for cell in cells.cells(of: account) {
            switch cell.status {
            case .never, .refreshing, .stale: break
            case .error where cell.error.map { $0.code.isOfCredentials } ?? false: break
            case .fresh, .held, .denied, .throttled, .error, .notEnabled: continue
            }
            set(cell.failing(failure, requests: 0, at: now, nextTry: until))
        }
    }

    /// Puts new rows in place, joined with their neighbours, and the neighbours that are joined with them.
    private func place(_ cell: Cell) {
        let key = cell.key
        func rows(_ kind: String) -> [Resource]? {
            if kind == key.kind { return cell.rows }
            let other = cells[CellKey(account: key.account, region: key.region, kind: kind)]
            return other?.fetchedAt == nil ? nil : other?.rows
        }
        set(joins.compose(cell, context: context(of: key), rows: rows).counted)
        for kind in joins.dependents(of: key.kind) where kind != key.kind {
            let neighbour = CellKey(account: key.account, region: key.region, kind: kind)
            guard let old = cells[neighbour], !old.rows.isEmpty else { continue }
            set(joins.compose(old, context: context(of: neighbour), rows: rows).counted)
        }
    }

    func context(of key: CellKey) -> RowContext {
        let account = matrix.account(key.account)
        let partition =
            key.region == CellKey.globalRegion
            ? account?.partition ?? partitionName(of: "") : partitionName(of: key.region)
        return RowContext(
            account: key.account, region: key.region, accountID: account?.accountID, partition: partition,
            environments: settings.environments)
    }
}

extension CellError.Code {
    /// Whether it is the account that cannot be read, not this cell alone.
    fileprivate var isOfCredentials: Bool {
        switch self {
        case .credentialsMissing, .credentialsExpired, .credentialsInvalid, .accountMismatch: true
        default: false
        }
    }
}

extension Cell {
    /// This with its rows counted, once for all who look at the overview.
    fileprivate var counted: Cell {
        var cell = self
        cell.tally = rows.isEmpty ? RowTally.none : RowTally(rows)
        return cell
    }
}
