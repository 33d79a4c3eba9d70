import AWS
import Configuration
import Schedules

extension ScheduleLens {
    /// The lens as `configuration` has it.
    convenience init(_ configuration: Configuration) {
        self.init(configuration.section("schedules", as: ScheduleSettings.self) ?? ScheduleSettings())
    }
}

extension ReadingGrant {
    /// Reading a ConfigTable, whole.
    init(_ table: ScheduleSettings.Table) {
        self.init(
            OperationName(service: ConfigTable.service, operation: ConfigTable.operation),
            input: ConfigTable.input(table), account: table.account, region: table.region)
    }
}
