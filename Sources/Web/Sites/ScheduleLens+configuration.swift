import Configuration
import Schedules

extension ScheduleLens {
    /// The lens as `configuration` has it.
    convenience init(_ configuration: Configuration) {
        self.init(configuration.section("schedules", as: ScheduleSettings.self) ?? ScheduleSettings())
    }
}
