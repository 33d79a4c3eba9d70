import AWS
import Document
import FoundationEssentials
import Inventory

extension Collector {
    /// Reads one cell and puts what came of it in place.
    func read(_ key: CellKey) async {
        guard let kind = settings.kinds.kind(key.kind), let cell = cells[key] else { return }
        let began = ContinuousClock.now
        let order = Fetcher.Order(
            kind: kind, cell: key, context: context(of: key), previous: cell.rows,
            memory: memories[key] ?? DetailMemory(),
            fallbackItems: settings.fallbackItems[key.account]?[key.kind] ?? [])
        let outcome = await fetcher.fetch(order)
        finish(key, kind, outcome, took: ContinuousClock.now - began)
    }

    private func finish(_ key: CellKey, _ kind: Kind, _ outcome: Fetcher.Outcome, took duration: Duration) {
        // The cell as it is now: it may have changed while the fetch ran.
        guard let cell = cells[key] else { return }
        let now = pacing.now()
        let jitter = pacing.jitter()
        memories[key] = outcome.memory
        switch outcome.result {
        case .success(let fetched) where cell.isSuspicious(fetched):
            let next = planner.finished(key, .held, now: now, jitter: jitter)
            set(cell.holding(fetched, at: now, nextTry: next))
        case .success(let fetched):
            planner.finished(key, .succeeded, now: now, jitter: jitter)
            place(cell.accepting(fetched, at: now, took: duration))
        case .failure(let error):
            let failure = CellError(error, since: now)
            let next = planner.finished(key, .failed(failure.code), now: now, jitter: jitter)
            set(cell.failing(failure, requests: outcome.requests, at: now, nextTry: next))
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
        set(joins.compose(cell, context: context(of: key), rows: rows))
        for kind in joins.dependents(of: key.kind) where kind != key.kind {
            let neighbour = CellKey(account: key.account, region: key.region, kind: kind)
            guard let old = cells[neighbour], !old.rows.isEmpty else { continue }
            set(joins.compose(old, context: context(of: neighbour), rows: rows))
        }
    }

    func context(of key: CellKey) -> RowContext {
        let account = matrix.accounts.first { $0.name == key.account }
        let partition =
            key.region == CellKey.globalRegion
            ? account?.partition ?? partitionName(of: "") : partitionName(of: key.region)
        return RowContext(
            account: key.account, region: key.region, accountID: account?.accountID, partition: partition,
            environments: settings.environments)
    }
}
