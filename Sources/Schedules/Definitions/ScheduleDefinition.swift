/// A schedule as it is written, not yet understood.
///
/// - Source: AWS Instance Scheduler v3, items of the ConfigTable with `type` = `schedule`.
package struct ScheduleDefinition: Sendable, Hashable {
    package var name: String
    /// `name` or `name@type`, the type being what the instance is resized to.
    package var periods: [String]
    package var timezone: String?
    package var description: String?
    package var overrideStatus: String?
    /// The flags; nil takes the default.
    package var stopNewInstances: Bool?
    package var useMaintenanceWindow: Bool?
    package var enforced: Bool?
    package var hibernate: Bool?
    package var retainRunning: Bool?
    /// Names of Systems Manager maintenance windows.
    package var ssmMaintenanceWindows: [String]

    package init(
        name: String, periods: [String] = [], timezone: String? = nil, description: String? = nil,
        overrideStatus: String? = nil, stopNewInstances: Bool? = nil, useMaintenanceWindow: Bool? = nil,
        enforced: Bool? = nil, hibernate: Bool? = nil, retainRunning: Bool? = nil, ssmMaintenanceWindows: [String] = []
    ) {
        self.name = name
        self.periods = periods
        self.timezone = timezone
        self.description = description
        self.overrideStatus = overrideStatus
        self.stopNewInstances = stopNewInstances
        self.useMaintenanceWindow = useMaintenanceWindow
        self.enforced = enforced
        self.hibernate = hibernate
        self.retainRunning = retainRunning
        self.ssmMaintenanceWindows = ssmMaintenanceWindows
    }
}
