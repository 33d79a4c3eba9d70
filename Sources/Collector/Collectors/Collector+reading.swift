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
        let duration = pacing.instant() - began
        var joined: [String: [Resource]]?
        if case .success(let fetched) = outcome.result, joins.concern(key.kind) {
            joined = await composed(fetched, at: key)
        }
        finish(key, kind, outcome, joined: joined, took: duration)
    }

    /// What new rows come to with their neighbours.
    ///
    /// - Cost: made outside of the actor, which has others to serve; again where a neighbour was read meanwhile.
    private func composed(_ fetched: FetchedRows, at key: CellKey) async -> [String: [Resource]]? {
        for _ in 0..<Self.compositions {
            guard let cell = cells[key], !cell.isSuspicious(fetched) else { return nil }
            let neighbourhood = neighbourhood(of: key)
            let made = await Self.compose(fetched.rows, in: neighbourhood)
            if self.neighbourhood(of: key).readAt == neighbourhood.readAt { return made }
        }
        return neighbourhood(of: key).composed(with: fetched.rows)
    }

    /// How often rows are joined anew before it is done where nothing can come between.
    private static let compositions = 3

    private nonisolated static func compose(
        _ rows: [Resource], in neighbourhood: Neighbourhood
    ) async -> [String: [Resource]] { neighbourhood.composed(with: rows) }

    private func neighbourhood(of key: CellKey) -> Neighbourhood {
        Neighbourhood(of: key, in: joins, cell: { cells[$0] }, context: context)
    }

    private func finish(
        _ key: CellKey, _ kind: Kind, _ outcome: Fetcher.Outcome, joined: [String: [Resource]]?,
        took duration: Duration
    ) {
        // The cell as it is now: it may have changed while the fetch ran.
        guard let cell = cells[key] else { return }
        let now = pacing.now()
        memories[key] = outcome.memory.isEmpty ? nil : outcome.memory
        switch outcome.result {
        case .success(let fetched) where cell.isSuspicious(fetched):
            let next = next(of: key, .held)
            set(cell.holding(fetched, at: now, nextTry: next?.due).planned(next))
        case .success(var fetched):
            var joined = joined ?? [:]
            if let rows = joined.removeValue(forKey: key.kind) { fetched.rows = rows }
            let isEmpty = fetched.rows.isEmpty && fetched.unreadParents.isEmpty
            let next = next(of: key, .succeeded(isEmpty: isEmpty))
            if cell.fetchedAt != nil { recent.note(key, from: cell.rows, to: fetched.rows, at: now) }
            set(cell.accepting(fetched, at: now, took: duration).planned(next).counted)
            for (kind, rows) in joined {
                place(rows, at: CellKey(account: key.account, region: key.region, kind: kind))
            }
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

    /// Puts the rows of a neighbour in place, which were read before and are joined with others now.
    private func place(_ rows: [Resource], at key: CellKey) {
        guard var cell = cells[key] else { return }
        cell.rows = rows
        set(cell.counted)
    }

    func context(of key: CellKey) -> RowContext {
        RowContext(of: key, account: matrix.account(key.account), environments: settings.environments)
    }
}

extension RowContext {
    /// The context of a cell's rows; `account` as far as it is known.
    init(of key: CellKey, account: AccountInfo?, environments: EnvironmentRules) {
        self.init(
            account: key.account, region: key.region, accountID: account?.accountID,
            partition: account?.partition ?? .standard,
            environments: environments)
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
    var counted: Cell {
        var cell = self
        cell.tally = rows.isEmpty ? RowTally.none : RowTally(rows)
        return cell
    }
}
