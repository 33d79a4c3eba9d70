/// A period as it is written, not yet understood.
///
/// - Source: AWS Instance Scheduler v3, items of the ConfigTable with `type` = `period`.
package struct PeriodDefinition: Sendable, Hashable {
    package var name: String
    /// `HH:MM`; nil or empty for none.
    package var begintime: String?
    package var endtime: String?
    /// nil for every one.
    package var weekdays: [String]?
    package var monthdays: [String]?
    package var months: [String]?
    package var description: String?

    package init(
        name: String, begintime: String? = nil, endtime: String? = nil, weekdays: [String]? = nil,
        monthdays: [String]? = nil, months: [String]? = nil, description: String? = nil
    ) {
        self.name = name
        self.begintime = begintime
        self.endtime = endtime
        self.weekdays = weekdays
        self.monthdays = monthdays
        self.months = months
        self.description = description
    }
}
