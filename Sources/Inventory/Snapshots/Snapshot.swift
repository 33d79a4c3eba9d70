/// One configured account, as pages show it.
package struct AccountInfo: Sendable, Hashable {
    package let name: String
    /// The heading it stands under in the menu; nil for none.
    package let group: String?
    /// The twelve digits, once known.
    package var accountID: String?
    /// Its regions, in the configuration's order, without `global`.
    package var regions: [String]
    /// Why the whole account cannot be read; nil while it can.
    package var problem: CellError?
    /// Whether `regions` are all there are; false until AWS has said which ones the configuration's patterns stand for.
    package var areRegionsKnown: Bool
    package let partition: Partition

    package init(
        name: String, group: String? = nil, accountID: String? = nil, regions: [String], problem: CellError? = nil,
        areRegionsKnown: Bool = true, partition: Partition = .standard
    ) {
        self.name = name
        self.group = group
        self.accountID = accountID
        self.regions = regions
        self.problem = problem
        self.areRegionsKnown = areRegionsKnown
        self.partition = partition
    }

    /// The name as menus show it: underscores as spaces, each word capitalized.
    package var title: String {
        name.split(separator: "_", omittingEmptySubsequences: true)
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}

/// All cells at one generation: the one value that every page and answer reads.
package struct Snapshot: Sendable {
    /// Grows by one with every change.
    package let generation: Int
    package let kinds: KindSet
    /// In the configuration's order.
    package let accounts: [AccountInfo]
    /// Every cell of the matrix, unread ones too.
    package let cells: CellTable
    /// The organization whose members are among the accounts; nil without one.
    package let organization: OrganizationInfo?
    /// What changed since somebody began to collect.
    package let changes: RecentChanges

    package init(
        generation: Int, kinds: KindSet, accounts: [AccountInfo], cells: CellTable,
        organization: OrganizationInfo? = nil, changes: RecentChanges = RecentChanges()
    ) {
        self.organization = organization
        self.changes = changes
        self.generation = generation
        self.kinds = kinds
        self.accounts = accounts
        self.cells = cells
    }

    /// A snapshot of cells that come in no order.
    package init(
        generation: Int, kinds: KindSet, accounts: [AccountInfo], cells: [CellKey: Cell],
        organization: OrganizationInfo? = nil, changes: RecentChanges = RecentChanges()
    ) {
        self.init(
            generation: generation, kinds: kinds, accounts: accounts, cells: CellTable(cells.values),
            organization: organization, changes: changes)
    }

    package func account(_ name: String) -> AccountInfo? { accounts.first { $0.name == name } }

    /// Every region any account has, in first-seen order, without `global`.
    package var regions: [String] {
        var seen: Set<String> = []
        return accounts.flatMap(\.regions).filter { seen.insert($0).inserted }
    }

    /// The resource at `key`, if its cell has it.
    ///
    /// - Cost: a binary search in the cell's rows, which are sorted by id.
    package func resource(_ key: ResourceKey) -> Resource? {
        guard let rows = cells[key.cell]?.rows else { return nil }
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].id < key.id { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].id == key.id ? rows[low] : nil
    }
}
