package import Document
package import FoundationEssentials
package import Inventory

/// What the collector takes from the configuration.
package struct CollectorSettings: Sendable {
    /// One configured account.
    package struct Account: Sendable {
        package let name: String
        package let group: String?
        package let regions: RegionPatterns
        /// The digits the configuration names, until AWS confirms them.
        package let accountID: String?
        package let partition: Partition

        package init(
            name: String, group: String?, regions: RegionPatterns, accountID: String?, partition: Partition = .standard
        ) {
            self.name = name
            self.group = group
            self.regions = regions
            self.accountID = accountID
            self.partition = partition
        }

        /// Every region that it may turn out to have.
        package var possibleRegions: [String] { regions.expanded(over: partition.regions) }
    }

    package var accounts: [Account]
    package var kinds: KindSet
    /// How often a kind is read, where it differs from its declaration.
    package var refresh: [String: Duration]
    package var environments: EnvironmentRules
    /// Items to take when an account may not list them, by account and kind.
    package var fallbackItems: [String: [String: [Value]]]
    package var limits: FetchLimits
    /// What people may ask for beyond the plan.
    package var refreshLimits = RefreshLimits()
    /// Cells read at once over all accounts.
    package var concurrency: Int
    /// The organization to follow; nil follows none.
    package var organization: OrganizationSettings?
    /// What a listing that was made before said; nil where none was.
    package var organizationInfo: OrganizationInfo?

    package init(
        accounts: [Account], kinds: KindSet, refresh: [String: Duration] = [:],
        environments: EnvironmentRules = .standard, fallbackItems: [String: [String: [Value]]] = [:],
        limits: FetchLimits = FetchLimits(), concurrency: Int = 128,
        organization: OrganizationSettings? = nil
    ) {
        self.accounts = accounts
        self.kinds = kinds
        self.refresh = refresh
        self.environments = environments
        self.fallbackItems = fallbackItems
        self.limits = limits
        self.concurrency = concurrency
        self.organization = organization
    }

    /// Every region that some account may turn out to have.
    package var possibleRegions: [String] {
        var seen: Set<String> = []
        return accounts.flatMap(\.possibleRegions).filter { seen.insert($0).inserted }
    }

    /// Cells of one account read at once: one that answers slowly must not keep the others waiting.
    ///
    /// - Shape: half of the places, so that a region out of reach does not take all that its account has.
    package var concurrencyPerAccount: Int {
        accounts.count == 1 && organization == nil ? concurrency : max(concurrency / 2, 1)
    }

    /// How often cells of `kind` are read.
    package func every(_ kind: Kind) -> Duration { refresh[kind.name] ?? kind.every }
}

/// Time and chance, so that tests decide both.
package struct Pacing: Sendable {
    /// The wall clock, for what people read.
    package let now: @Sendable () -> Date
    /// A clock that nobody sets, for the plan: it differs from the wall clock where that was set meanwhile.
    package let steady: @Sendable () -> Date
    /// The clock of deadlines.
    package let instant: @Sendable () -> ContinuousClock.Instant
    package let sleep: @Sendable (Duration) async -> Void
    /// 0 to 1.
    package let jitter: @Sendable () -> Double

    /// Clocks and chance of a test; `steady` is `now` unless it is given.
    package init(
        now: @escaping @Sendable () -> Date, steady: (@Sendable () -> Date)? = nil,
        instant: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        sleep: @escaping @Sendable (Duration) async -> Void, jitter: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.steady = steady ?? now
        self.instant = instant
        self.sleep = sleep
        self.jitter = jitter
    }

    /// The system's.
    package static let system: Pacing = {
        let began = (date: Date.now, instant: ContinuousClock.now)
        return Pacing(
            now: { Date.now }, steady: { began.date + (ContinuousClock.now - began.instant).inSeconds },
            sleep: { try? await Task.sleep(for: $0) }, jitter: { Double.random(in: 0...1) })
    }()

    /// A moment of the plan as the wall clock will show it.
    func wall(_ moment: Date) -> Date { moment + now().timeIntervalSince(steady()) }
}
