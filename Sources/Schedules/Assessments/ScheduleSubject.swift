import Document
package import Inventory

/// Where the rows of a kind have what decides about schedules.
///
/// - Cost: looked up once per table, not once per row.
package struct ScheduledKind: Sendable {
    let name: String
    let isGroup: Bool
    let isDatabase: Bool
    private let places: [Int?]

    /// What is looked at.
    enum Column: Int, CaseIterable {
        case min, desired, max, maintenance, replicaOf, replicas, engine, cluster, type, lifecycle

        var name: String { self == .replicaOf ? "replica_of" : "\(self)" }
    }

    /// What of `kind` is looked at.
    package init(_ kind: Kind) {
        name = kind.name
        isGroup = kind.name == "autoscale"
        isDatabase = kind.name.hasPrefix("rds-")
        places = Column.allCases.map { kind.column($0.name)?.index }
    }

    func value(_ column: Column, of resource: Resource) -> Value {
        places[column.rawValue].map { resource.column($0) } ?? .null
    }
}

/// A resource as far as a scheduler looks at it.
struct ScheduleSubject {
    private let resource: Resource
    private let kind: ScheduledKind
    private let group: String?
    let power: Power

    /// The kinds that Instance Scheduler looks at.
    static let kinds = ["ec2", "autoscale", "rds-instance", "rds-cluster"]
    /// Engines whose instances belong to clusters.
    ///
    /// - Source: AWS Instance Scheduler v3, `check_if_is_supported`.
    private static let clusterEngines: Set = ["aurora-mysql", "aurora-postgresql", "neptune", "docdb"]

    private static let sizes: [ScheduledKind.Column] = [.min, .desired, .max]

    init(_ resource: Resource, _ kind: ScheduledKind, group: String?) {
        self.resource = resource
        self.kind = kind
        self.group = group
        if kind.isGroup {
            let isOff = Self.sizes.allSatisfy { kind.value($0, of: resource).integer == 0 }
            power = resource.state != nil ? .gone : isOff ? .stopped : .running
        } else {
            power = Power(state: resource.state)
        }
    }

    var isGroup: Bool { kind.isGroup }

    /// When AWS may maintain a database.
    var maintenanceWindow: String? { kind.isDatabase ? text(.maintenance) : nil }

    /// Why nothing can be started or stopped.
    var obstacle: String? { power == .gone ? "it is \(isGroup ? "being deleted" : resource.state ?? "gone")" : nil }

    /// Why Instance Scheduler leaves it alone.
    var schedulerObstacle: String? {
        switch kind.name {
        case "ec2":
            return group.map { "it belongs to the Auto Scaling group \($0): tag the group" }
        case "rds-instance":
            if let source = text(.replicaOf) { return "it is a read replica of \(source)" }
            if let replicas = value(.replicas).array, !replicas.isEmpty { return "it has read replicas" }
            guard let engine = text(.engine), Self.clusterEngines.contains(engine) else { return nil }
            return "it is a member of the cluster \(text(.cluster) ?? "it belongs to"): tag the cluster"
        default: return nil
        }
    }

    /// Why Instance Scheduler does nothing about it under `schedule`.
    func obstacle(to schedule: Schedule) -> String? {
        if isGroup {
            return schedule.scalingObstacle.map {
                "Instance Scheduler makes no actions of the schedule: \($0)"
            }
        }
        guard kind.isDatabase, let state = resource.state, DatabaseState.isStuck(state) else {
            return nil
        }
        return "it is \(state): Instance Scheduler acts only on what is available or stopped"
    }

    /// What to know besides the verdict.
    func notes(on schedule: Schedule, _ decision: Decision, _ verdict: Verdict) -> [String] {
        var notes: [String] = []
        if decision.period == MaintenanceWindow.period {
            notes.append("it runs in its maintenance window")
        }
        if isGroup {
            if schedule.override != nil { notes.append("override_status does not reach Auto Scaling groups") }
            if !schedule.hasActions { notes.append("no period has a time at which a group would be changed") }
            if verdict.isLate { notes.append("Auto Scaling does nothing about it before the next action") }
        } else {
            notes += instanceNotes(on: schedule, decision, verdict)
        }
        return notes
    }

    /// Whether Systems Manager maintenance windows start it too.
    func mayRunInWindow(of schedule: Schedule) -> Bool {
        kind.name == "ec2" && schedule.usesMaintenanceWindow && !schedule.ssmMaintenanceWindows.isEmpty
    }

    private func instanceNotes(on schedule: Schedule, _ decision: Decision, _ verdict: Verdict) -> [String] {
        var notes: [String] = []
        if verdict == .shouldBeStopped, !schedule.isEnforced {
            notes.append(
                schedule.retainsRunning
                    ? "retain_running: what was started by hand before its period stays on"
                    : "not enforced: what is started by hand stays on until the next change")
            if !schedule.stopsNewInstances { notes.append("stop_new_instances is off: a new one is left on") }
        }
        if verdict == .shouldBeRunning, !schedule.isEnforced {
            notes.append("not enforced: what is stopped by hand stays off until the next change")
        }
        if kind.isDatabase, verdict.isLate, let state = resource.state,
            !DatabaseState.isSchedulable(state)
        {
            notes.append("Instance Scheduler waits while it is \(state)")
        }
        guard kind.name == "ec2" else { return notes }
        if let type = decision.type, let now = text(.type), type != now {
            notes.append("it is to be resized from \(now) to \(type)")
        }
        if verdict == .shouldBeStopped, schedule.hibernates { notes.append("it is to be hibernated") }
        if text(.lifecycle) == "spot" { notes.append("a spot instance: AWS stops only those of persistent requests") }
        if mayRunInWindow(of: schedule) {
            notes.append(
                "it also runs in the Systems Manager maintenance windows \(schedule.ssmMaintenanceWindows.joined(separator: ", ")), which are not read here"
            )
        }
        return notes
    }

    private func value(_ column: ScheduledKind.Column) -> Value { kind.value(column, of: resource) }

    private func text(_ column: ScheduledKind.Column) -> String? {
        guard let text = value(column).string, !text.isEmpty else { return nil }
        return text
    }
}
