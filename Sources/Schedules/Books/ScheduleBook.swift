package import Inventory
import Document
import TimeZones

/// Every schedule there is, understood or not, and whether there may be more.
package struct ScheduleBook: Sendable {
    /// Where a definition comes from.
    package enum Origin: String, Sendable, CaseIterable {
        case configuration, table
    }

    /// One schedule.
    ///
    /// - Cost: an object, because it is looked up for every resource.
    package final class Entry: Sendable {
        package let name: String
        /// As written; nil where not even that can be told.
        package let definition: ScheduleDefinition?
        /// Understood, or why not.
        package let schedule: Result<Schedule, DefinitionFault>
        package let origin: Origin

        init(
            name: String, definition: ScheduleDefinition?, schedule: Result<Schedule, DefinitionFault>, origin: Origin
        ) {
            self.name = name
            self.definition = definition
            self.schedule = schedule
            self.origin = origin
        }
    }

    /// By name.
    package let entries: [Entry]
    /// What is wrong with periods and items besides schedules.
    package let faults: [DefinitionFault]
    /// Why there may be other schedules than these; nil when these are all.
    package let unread: String?
    private let places: [String: Int]

    /// The schedules of the configuration, and of the table if there is one.
    ///
    /// - Parameters:
    ///   - settings: The section of the configuration.
    ///   - cell: The cell of the ConfigTable; nil where the matrix has none.
    package init(_ settings: ScheduleSettings, cell: Cell?) {
        var collector = Collector(settings)
        if let table = settings.table {
            if let cell {
                for row in cell.rows { collector.add(row) }
            }
            unread = Self.reason(table, cell)
        } else {
            unread = nil
        }
        let (entries, faults) = collector.finished()
        self.entries = entries
        self.faults = faults
        places = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The schedule named exactly so.
    package subscript(name: String) -> Entry? { places[name].map { entries[$0] } }

    /// The names that were probably meant by `name`.
    package func suggestions(for name: String) -> [String] {
        let trimmed = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return places[trimmed] != nil ? [trimmed] : nearest(to: name, among: entries.map(\.name))
    }

    /// Why not all definitions are known.
    private static func reason(_ table: ScheduleSettings.Table, _ cell: Cell?) -> String? {
        let name = "the ConfigTable \(table.name) in \(table.account), \(table.region)"
        guard let cell else { return "\(name) cannot be read: there is no such account" }
        switch (cell.error, cell.fetchedAt) {
        case (let error?, nil): return "\(name) cannot be read: \(error.message)"
        case (nil, nil): return "\(name) has not been read yet"
        case (let error?, let last?) where cell.lastReadFailed:
            return
                "\(name) cannot be read any more: \(error.message); what is known of it is of \(Timestamp.text(last))"
        case (_, _?): return nil
        }
    }

    /// Takes definitions together.
    private struct Collector {
        private let settings: ScheduleSettings
        private var periods: [String: Result<PeriodDefinition, DefinitionFault>]
        private var schedules: [String: (Result<ScheduleDefinition, DefinitionFault>, Origin)]
        private var faults: [DefinitionFault] = []

        init(_ settings: ScheduleSettings) {
            self.settings = settings
            periods = settings.periods
            schedules = settings.schedules.mapValues { ($0, .configuration) }
        }

        /// Adds a row of the table; a name that the configuration has too is nobody's.
        mutating func add(_ row: Resource) {
            let value = ConfigTable.plain(row.raw.value)
            let name = value["name"]?.string ?? row.name
            func twice(_ what: String) -> DefinitionFault {
                DefinitionFault(
                    .duplicate, "\(what) \"\(name)\" is defined in the configuration and in the ConfigTable")
            }
            if value["type"]?.string == "period" {
                let read = Result { () throws(DefinitionFault) in try PeriodDefinition(value, name: name) }
                periods[name] = settings.periods[name] == nil ? read : .failure(twice("period"))
            } else {
                let read = Result { () throws(DefinitionFault) in try ScheduleDefinition(value, name: name) }
                schedules[name] = (settings.schedules[name] == nil ? read : .failure(twice("schedule")), .table)
            }
        }

        func finished() -> ([Entry], [DefinitionFault]) {
            var faults = faults
            for (_, period) in periods.sorted(by: { $0.key < $1.key }) {
                do throws(DefinitionFault) { try Period(try period.get()).checkSteps() } catch {
                    faults.append(error)
                }
            }
            let entries = schedules.sorted { $0.key < $1.key }.map { name, found in
                Entry(
                    name: name, definition: try? found.0.get(),
                    schedule: Result { () throws(DefinitionFault) in
                        let definition = try found.0.get()
                        guard !name.isEmpty else { throw DefinitionFault(.schedule, "a schedule has no name") }
                        return try Schedule(definition, periods: periods, defaultZone: settings.defaultZone)
                    }, origin: found.1)
            }
            return (entries, faults)
        }
    }
}

extension Cell {
    /// Whether its rows are older than a try that failed.
    fileprivate var lastReadFailed: Bool {
        switch status {
        case .fresh, .held: false
        case .stale, .refreshing, .denied, .throttled, .error, .notEnabled, .never: error != nil
        }
    }
}
