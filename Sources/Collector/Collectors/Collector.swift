package import AWS
import Document
import FoundationEssentials
package import Inventory

/// Reads the matrix, cell by cell, and swaps snapshots: the one place where the inventory changes.
///
/// - Isolation: an actor; fetches run outside it, their ends come back to it.
package actor Collector {
    package typealias Client = any APICalling & AccountIdentifying

    let settings: CollectorSettings
    let client: Client
    let fetcher: Fetcher
    let pacing: Pacing
    let joins: KindJoins
    package nonisolated let box: SnapshotBox

    var matrix: Matrix
    var planner: Planner
    var refreshGate: RefreshGate
    var cells: CellTable
    /// Why an account whose credentials do not work is not read.
    var badCredentials: [String: CellError] = [:]
    /// Details that are read less often than their lists, of the cells that have such.
    var memories: [CellKey: DetailMemory] = [:]
    var generation = 0
    /// What changed since this began.
    var recent: RecentChanges
    /// What the last listing of the organization said; nil without an organization.
    var organization: OrganizationInfo?
    /// The members that are in the matrix now.
    var members: [OrganizationMember] = []
    var templates: [ResourceKey: Task<Result<String, CellError>, Never>] = [:]
    private var isDirty = false
    private var nextAging = Date.distantPast
    /// The account at which the next look for stale cells begins.
    private var agingPlace = 0
    /// Something may be due.
    private let wakes: AsyncStream<Void>
    nonisolated let wake: AsyncStream<Void>.Continuation
    /// Something is to be published.
    private let changes: AsyncStream<Void>
    private nonisolated let change: AsyncStream<Void>.Continuation

    /// Between two looks at the plan: many fetches end at once.
    private static let turnSpacing = Duration.milliseconds(20)
    /// Between two snapshots.
    private static let publishSpacing = Duration.milliseconds(200)
    /// Between two looks for cells that have grown stale.
    private static let agingSpacing = Duration.seconds(1)
    /// Cells that one such look sees, or the whole account that goes beyond.
    private static let agedAtOnce = 20_000
    /// How often `collect` reads a cell that was throttled again.
    private static let throttledAgain = 3

    /// A collector of what `settings` name.
    ///
    /// - Parameters:
    ///   - settings: What is read, and how often.
    ///   - client: Who makes the calls.
    ///   - pacing: Time and chance.
    ///   - heritage: What an earlier collector had read; what of it still has a place is shown until it is read anew.
    package init(
        _ settings: CollectorSettings, client: Client, pacing: Pacing = .system, continuing heritage: Heritage? = nil
    ) {
        self.settings = settings
        self.client = client
        self.pacing = pacing
        recent = heritage?.snapshot.changes ?? RecentChanges(since: pacing.now())
        fetcher = Fetcher(
            SharedCalls(client, shared: Self.sharedOperations(of: settings.kinds), now: pacing.instant),
            limits: settings.limits, now: pacing.instant, date: pacing.now)
        planner = Planner(perAccount: settings.concurrencyPerAccount)
        refreshGate = RefreshGate(settings.refreshLimits)
        joins = KindJoins(settings.kinds)
        let members = heritage?.members(in: settings) ?? []
        let accounts =
            settings.accounts
            + members.compactMap { member in
                settings.organization.map { CollectorSettings.Account(member, of: $0) }
            }
        let infos = accounts.map { heritage?.info(of: $0) ?? $0.info }
        let matrix = Matrix(accounts: infos, kinds: settings.kinds)
        let cells =
            heritage?.cells(of: matrix, in: settings)
            ?? CellTable(infos.lazy.flatMap { info in matrix.cells(of: info).map { Cell(key: $0) } })
        memories = heritage?.memories(of: cells, in: settings.kinds) ?? [:]
        self.matrix = matrix
        self.cells = cells
        self.members = members
        if !members.isEmpty { settings.organization?.admit(members) }
        planner.reserve(cells.count)
        let organization =
            settings.organizationInfo ?? heritage?.organization(in: settings)
            ?? settings.organization.map { OrganizationInfo(account: $0.account) }
        self.organization = organization
        generation = heritage.map { $0.generation + 1 } ?? 0
        box = SnapshotBox(
            Snapshot(
                generation: generation, kinds: settings.kinds, accounts: infos, cells: cells,
                organization: organization, changes: recent))
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (changes, change) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Keeps the matrix fresh until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for account in settings.accounts {
                group.addTask { await self.prepareUntilKnown(account) }
            }
            // Members of an earlier collector: the listing brings those that are new alone.
            for member in members {
                guard let organization = settings.organization else { break }
                group.addTask { await self.prepareUntilKnown(CollectorSettings.Account(member, of: organization)) }
            }
            if let organization = settings.organization {
                group.addTask { await self.followOrganization(organization) }
            }
            group.addTask { await self.publishChanges() }
            var signals = wakes.makeAsyncIterator()
            while !Task.isCancelled {
                age(at: pacing.now())
                let now = pacing.steady()
                for cell in startDue(now) { group.addTask { await self.read(cell) } }
                let timer = alarm(at: planner.nextDue, now: now)
                await signals.next(isolation: self)
                timer.cancel()
                await pacing.sleep(Self.turnSpacing)
            }
            group.cancelAll()
        }
    }

    /// Publishes what changed, at once and then no more often than `publishSpacing`.
    private func publishChanges() async {
        var signals = changes.makeAsyncIterator()
        while await signals.next(isolation: self) != nil {
            publish()
            await pacing.sleep(Self.publishSpacing)
        }
    }

    /// Reads every cell for which `wanted` says yes once, and answers the snapshot.
    ///
    /// - Parameters:
    ///   - wanted: Whether a cell is to be read.
    ///   - progress: Called after each cell with the cell and how many of how many are done.
    /// - Returns: The snapshot with all of it.
    package func collect(
        where wanted: @Sendable (CellKey) -> Bool, progress: @Sendable (Cell, Int, Int) -> Void = { _, _, _ in }
    ) async -> Snapshot {
        await withDiscardingTaskGroup { group in
            for account in settings.accounts { group.addTask { await self.prepare(account) } }
        }
        var plan = Planner(perAccount: settings.concurrencyPerAccount)
        let now = pacing.steady()
        var total = 0
        for cell in matrix.cells where wanted(cell) {
            plan.add(cell, every: PlanWaits.longest, due: now)
            total += 1
        }
        var done = 0
        var throttled: [CellKey: Int] = [:]
        await withTaskGroup(of: CellKey.self) { group in
            while true {
                for cell in plan.start(now: pacing.steady(), limit: settings.concurrency - plan.inFlight) {
                    group.addTask {
                        await self.read(cell)
                        return cell
                    }
                }
                guard let cell = await group.next() else { break }
                plan.remove(cell)
                if cells[cell]?.status == .throttled, throttled[cell, default: 0] < Self.throttledAgain {
                    throttled[cell, default: 0] += 1
                    plan.add(cell, every: PlanWaits.longest, due: pacing.steady())
                    continue
                }
                done += 1
                if let read = cells[cell] { progress(read, done, total) }
            }
        }
        isDirty = true
        publish()
        return box.current
    }

    /// Cells to start now; those that people wait for show that they are being read.
    private func startDue(_ now: Date) -> [CellKey] {
        let started = planner.start(now: now, limit: settings.concurrency - planner.inFlight)
        for key in started where cells[key]?.status == .never {
            cells.update(key) { $0.status = .refreshing }
            isDirty = true
            change.yield()
        }
        return started
    }

    private func alarm(at due: Date?, now: Date) -> Task<Void, Never> {
        let wait = min(max(due?.timeIntervalSince(now) ?? 60, 0), 5)
        return Task { [pacing, wake] in
            await pacing.sleep(.seconds(wait))
            if !Task.isCancelled { wake.yield() }
        }
    }

    private func age(at now: Date) {
        guard now >= nextAging else { return }
        nextAging = now.addingTimeInterval(Self.agingSpacing.inSeconds)
        var seen = 0
        for _ in matrix.accounts where seen < Self.agedAtOnce {
            agingPlace = (agingPlace + 1) % matrix.accounts.count
            let account = matrix.accounts[agingPlace].name
            for cell in cells.cells(of: account) {
                seen += 1
                guard cell.status == .fresh, let kind = settings.kinds.kind(cell.key.kind) else { continue }
                let aged = cell.aged(at: now, every: settings.every(kind))
                guard aged.status != cell.status else { continue }
                if let error = badCredentials[account] {
                    set(cell.failing(error, requests: 0, at: now, nextTry: error.nextTry))
                } else {
                    set(aged)
                }
            }
        }
    }

    /// Puts a cell in place; readers see it with the next published snapshot.
    func set(_ cell: Cell) {
        cells[cell.key] = cell
        changed()
    }

    /// Notes that readers should see something new, and wakes the loop.
    func changed() {
        isDirty = true
        change.yield()
        wake.yield()
    }

    private func publish() {
        guard isDirty else { return }
        isDirty = false
        generation += 1
        box.swap(
            Snapshot(
                generation: generation, kinds: settings.kinds, accounts: matrix.accounts, cells: cells,
                organization: organization, changes: recent))
    }

    /// The operations that more than one kind lists or joins.
    static func sharedOperations(of kinds: KindSet) -> Set<OperationName> {
        var counts: [OperationName: Int] = [:]
        for kind in kinds.kinds {
            for call in [kind.list] + (kind.attachments + kind.rowAttachments).compactMap(\.sharedCall) {
                counts[OperationName(service: call.service, operation: call.operation), default: 0] += 1
            }
        }
        return Set(counts.filter { $0.value > 1 }.keys)
    }
}

extension Kind.Attachment {
    /// The call another kind may make too; details are each row's own.
    fileprivate var sharedCall: Kind.Call? {
        guard case .join(let call, _, _, _, _) = source else { return nil }
        return call
    }
}
