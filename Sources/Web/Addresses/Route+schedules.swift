import Inventory
import Schedules

extension Route {
    /// The schedules, or those resources that `filter` finds.
    static func schedules(_ filter: String = "") -> Route {
        .table(
            TableRequest(
                accounts: .all, regions: .all, word: ScheduleLens.word, filter: filter, size: pageSize), .html)
    }

    /// The resources whose schedule is named `name`.
    static func members(of name: String) -> Route { schedules("schedule:\(Glob(literal: name).filterText)") }
}
