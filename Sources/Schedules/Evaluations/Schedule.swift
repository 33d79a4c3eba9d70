package import TimeZones

/// What a schedule wants of a resource.
package enum DesiredState: String, Sendable, CaseIterable {
    case running, stopped
    /// Nothing: it is left as it is.
    case any
}

/// A schedule that is understood, with its periods.
///
/// - Cost: an object, because every resource that it is asked about would copy all of it.
package final class Schedule: Sendable {
    /// A period of the schedule.
    package struct Entry: Sendable, Hashable {
        package let period: Period
        /// What an EC2 instance is resized to in it.
        package let type: String?
    }

    package let name: String
    package let entries: [Entry]
    package let zone: Zone
    package let override: DesiredState?
    package let description: String?
    package let stopsNewInstances: Bool
    package let usesMaintenanceWindow: Bool
    package let isEnforced: Bool
    package let hibernates: Bool
    package let retainsRunning: Bool
    package let ssmMaintenanceWindows: [String]
    /// Why Instance Scheduler gives groups of this schedule no actions; nil where it does.
    let scalingObstacle: String?
    /// Whether any period has a time at which something is done to groups.
    let hasActions: Bool

    /// What its time zone is called.
    package var zoneName: String { zone.name }

    /// The most periods that one schedule may name.
    private static let maximumPeriods = 200

    /// Understands `definition`, whose periods are among `periods`.
    ///
    /// - Parameters:
    ///   - definition: The schedule as written.
    ///   - periods: Every period by its name, broken ones too.
    ///   - defaultZone: The zone of schedules that name none.
    /// - Throws: `DefinitionFault` for the first thing that Instance Scheduler would refuse.
    package init(
        _ definition: ScheduleDefinition, periods: [String: Result<PeriodDefinition, DefinitionFault>],
        defaultZone: Zone = .utc
    ) throws(DefinitionFault) {
        do throws(DefinitionFault) {
            name = definition.name
            description = definition.description
            zone = try Self.zone(definition.timezone, defaultZone)
            override = try Self.override(definition.overrideStatus)
            guard !definition.periods.isEmpty || override != nil || !definition.ssmMaintenanceWindows.isEmpty else {
                throw DefinitionFault(.schedule, "it has no period; it needs one, or an override_status")
            }
            guard definition.periods.count <= Self.maximumPeriods else {
                throw DefinitionFault(.schedule, "it has more than \(Self.maximumPeriods) periods")
            }
            entries = try definition.periods.map { identifier throws(DefinitionFault) in
                try Self.entry(identifier, periods)
            }
            if override == nil { for entry in entries { try entry.period.checkSteps() } }
        } catch {
            throw error.within("schedule \"\(definition.name)\"")
        }
        stopsNewInstances = definition.stopNewInstances ?? true
        usesMaintenanceWindow = definition.useMaintenanceWindow ?? true
        isEnforced = definition.enforced ?? false
        hibernates = definition.hibernate ?? false
        retainsRunning = definition.retainRunning ?? false
        ssmMaintenanceWindows = definition.ssmMaintenanceWindows
        scalingObstacle =
            entries.lazy.compactMap { entry in
                entry.period.scalingObstacle.map { "period \"\(entry.period.name)\" has \($0)" }
            }.first
        hasActions = entries.contains { $0.period.begin != nil || $0.period.end != nil }
    }

    /// The name and the type of `name@type`; what stands behind a second `@` counts for nothing.
    private static func entry(
        _ identifier: String, _ periods: [String: Result<PeriodDefinition, DefinitionFault>]
    ) throws(DefinitionFault) -> Entry {
        let parts = identifier.split(separator: "@", omittingEmptySubsequences: false)
        let name = String(parts[0])
        let type = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
        guard let definition = periods[name] else {
            let hint = suggestion(for: name, among: periods.keys)
            throw DefinitionFault(.undefinedPeriod, "period \"\(name)\" is not defined\(hint)")
        }
        return Entry(period: try Period(try definition.get()), type: type)
    }

    private static func zone(_ name: String?, _ defaultZone: Zone) throws(DefinitionFault) -> Zone {
        guard let name, !name.isEmpty else { return defaultZone }
        guard let zone = Zone(name) else {
            let hint = suggestion(for: name, among: Zone.names)
            throw DefinitionFault(.timezone, "no time zone \"\(name)\" in the IANA database\(hint)")
        }
        return zone
    }

    private static func override(_ text: String?) throws(DefinitionFault) -> DesiredState? {
        switch text?.lowercased() {
        case nil, "": return nil
        case "running": return .running
        case "stopped": return .stopped
        default:
            throw DefinitionFault(.schedule, "override_status \"\(text ?? "")\" is neither running nor stopped")
        }
    }
}
