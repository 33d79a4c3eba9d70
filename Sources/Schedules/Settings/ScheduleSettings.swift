package import TimeZones

/// The section `schedules` of config.yaml.
package struct ScheduleSettings: Sendable {
    /// The ConfigTable of an Instance Scheduler hub.
    package struct Table: Sendable, Hashable {
        /// The name of the account in the configuration.
        package let account: String
        package let region: String
        package let name: String

        package init(account: String, region: String, name: String) {
            self.account = account
            self.region = region
            self.name = name
        }
    }

    /// The key of the tag that names a schedule, where an account has no other.
    package var tag = Self.defaultTag
    /// The key in accounts that use another one.
    package var tags: [String: String] = [:]
    package var table: Table?
    /// The zone of schedules that name none.
    package var defaultZone: Zone = .utc
    package var offHours = OffHours.Policy()
    /// Periods and schedules of the configuration itself, by name, with what is wrong with their form.
    package var periods: [String: Result<PeriodDefinition, DefinitionFault>] = [:]
    package var schedules: [String: Result<ScheduleDefinition, DefinitionFault>] = [:]
    /// Whether the file has the section.
    package var isConfigured = false

    /// What Instance Scheduler reads unless it is told otherwise.
    package static let defaultTag = "Schedule"

    package init() {}

    /// The key of the tag that names a schedule in `account`.
    package func tag(in account: String) -> String { tags[account] ?? tag }
}
