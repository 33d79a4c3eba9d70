/// The cells of the matrix by account and region, so that a copy shares whatever did not change.
///
/// - Shape: accounts and regions in the order in which they came, the cells of a region by kind in that order, too.
/// - Cost: copying is one reference; changing a cell beside a copy copies the cells of its region, the regions of its
///   account and the list of accounts, and no other cell.
package struct CellTable: Sendable {
    private struct Region: Sendable {
        let name: String
        var cells: [Cell]
    }

    private struct Account: Sendable {
        let name: String
        var regions: [Region] = []
    }

    private var accounts: [Account] = []
    private var places: [String: Int] = [:]
    package private(set) var count = 0

    package init() {}

    package init(_ cells: some Sequence<Cell>) {
        for cell in cells { self[cell.key] = cell }
        trim()
    }

    /// Gives back the room that growing left.
    package mutating func trim() {
        for account in accounts.indices {
            for region in accounts[account].regions.indices {
                let cells = accounts[account].regions[region].cells
                guard cells.capacity > cells.count + 1 else { continue }
                accounts[account].regions[region].cells = cells.map(\.self)
            }
        }
    }

    package var isEmpty: Bool { count == 0 }

    /// The cell of `key`; nil where the matrix has none.
    package subscript(key: CellKey) -> Cell? {
        get {
            guard let place = place(of: key), let cell = place.cell else { return nil }
            return accounts[place.account].regions[place.region].cells[cell]
        }
        set {
            if let newValue { put(newValue, at: key) } else { remove(key) }
        }
    }

    /// Changes the cell of `key` where it is; nothing where there is none.
    package mutating func update(_ key: CellKey, _ change: (inout Cell) -> Void) {
        guard let place = place(of: key), let cell = place.cell else { return }
        change(&accounts[place.account].regions[place.region].cells[cell])
    }

    /// The cells of one account.
    package func cells(of account: String) -> [Cell] {
        places[account].map { accounts[$0].regions.flatMap(\.cells) } ?? []
    }

    /// The cells of one account in one region.
    package func cells(of account: String, in region: String) -> [Cell] {
        guard let place = places[account] else { return [] }
        return accounts[place].regions.first { $0.name == region }?.cells ?? []
    }

    private struct Place {
        let account: Int
        let region: Int
        let cell: Int?
    }

    private func place(of key: CellKey) -> Place? {
        guard let account = places[key.account],
            let region = accounts[account].regions.firstIndex(where: { $0.name == key.region })
        else { return nil }
        let cell = accounts[account].regions[region].cells.firstIndex { $0.key.kind == key.kind }
        return Place(account: account, region: region, cell: cell)
    }

    private mutating func put(_ cell: Cell, at key: CellKey) {
        guard let place = place(of: key) else {
            let account = places[key.account] ?? accounts.count
            if account == accounts.count {
                accounts.append(Account(name: key.account))
                places[key.account] = account
            }
            accounts[account].regions.append(Region(name: key.region, cells: [cell]))
            count += 1
            return
        }
        if let index = place.cell {
            accounts[place.account].regions[place.region].cells[index] = cell
        } else {
            accounts[place.account].regions[place.region].cells.append(cell)
            count += 1
        }
    }

    /// An account that has no cells left keeps its place.
    private mutating func remove(_ key: CellKey) {
        guard let place = place(of: key), let cell = place.cell else { return }
        accounts[place.account].regions[place.region].cells.remove(at: cell)
        if accounts[place.account].regions[place.region].cells.isEmpty {
            accounts[place.account].regions.remove(at: place.region)
        }
        count -= 1
    }
}

extension CellTable: Sequence {
    /// Cell after cell with its key, as a dictionary gives them.
    package struct Iterator: IteratorProtocol {
        fileprivate var values: Values.Iterator

        package mutating func next() -> (key: CellKey, value: Cell)? { values.next().map { ($0.key, $0) } }
    }

    package func makeIterator() -> Iterator { Iterator(values: values.makeIterator()) }
    package var underestimatedCount: Int { count }

    /// Every cell.
    package struct Values: Sequence {
        fileprivate let table: CellTable

        /// Account after account, region after region.
        package struct Iterator: IteratorProtocol {
            fileprivate let table: CellTable
            private var account = 0
            private var region = 0
            private var cell = 0

            fileprivate init(_ table: CellTable) { self.table = table }

            package mutating func next() -> Cell? {
                while account < table.accounts.count {
                    let regions = table.accounts[account].regions
                    while region < regions.count {
                        if cell < regions[region].cells.count {
                            cell += 1
                            return regions[region].cells[cell - 1]
                        }
                        region += 1
                        cell = 0
                    }
                    account += 1
                    region = 0
                }
                return nil
            }
        }

        package func makeIterator() -> Iterator { Iterator(table) }
        package var underestimatedCount: Int { table.count }
        package var count: Int { table.count }
        package var isEmpty: Bool { table.isEmpty }
    }

    package var values: Values { Values(table: self) }
    package var keys: [CellKey] { values.map(\.key) }

    /// What `transform` makes of each cell, by its key, where it makes something.
    package func compactMapValues<T>(_ transform: (Cell) throws -> T?) rethrows -> [CellKey: T] {
        var results: [CellKey: T] = [:]
        for cell in values {
            if let result = try transform(cell) { results[cell.key] = result }
        }
        return results
    }
}
