import Collector
import Document
import Inventory
import Schedules

extension Assembly {
    /// The kinds that a view's or kind's word stands for.
    func kinds(showing word: String) throws(CommandFailure) -> [Kind] {
        let found = kinds.kinds(of: word)
        guard found.isEmpty else { return found }
        let known = kinds.views.map(\.name) + kinds.kinds.map(\.name)
        let hint = nearest(to: word, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
        throw CommandFailure(.usage, "no view or kind \"\(Terminal.plain(word))\"\(hint)")
    }

    /// Reads what rows of `kinds` need: their own cells and those of the kinds they are joined with.
    func collect(
        _ kinds: [Kind], accounts: Scope, regions: Scope, isQuiet: Bool
    ) async throws(CommandFailure) -> Snapshot {
        try check(accounts, regions)
        let joins = KindJoins(self.kinds)
        let names = Set(kinds.flatMap { [$0.name] + (joins.joined[$0.name] ?? []) })
        // What schedules are is asked wherever they stand.
        let definitions =
            kinds.contains { !$0.lenses.isEmpty } ? schedules.settings.table.map(ConfigTable.cell) : nil
        return await collect(accounts: accounts, isQuiet: isQuiet, besides: definitions) { cell in
            cell == definitions
                || accounts.contains(cell.account) && names.contains(cell.kind)
                    && (cell.region == CellKey.globalRegion || regions.contains(cell.region))
        }
    }
}
