import Document
import FoundationEssentials
import Inventory
import JMESPath

@testable import Schedules

/// A small world for assessments: kinds with the columns that decide, rows as tests need them.
enum World {
    static let now = Date(timeIntervalSince1970: 1_774_861_200)  // 2026-03-30T09:00:00Z, a Monday

    static func kind(_ name: String, _ columns: [String] = []) throws -> Kind {
        let any = try JMESPath.Expression("x")
        return Kind(
            name: name, title: name, isGlobal: false, list: Kind.Call(service: "s", operation: "List", input: []),
            items: any, id: any,
            columns: columns.map { Column(name: $0, title: $0, help: "It.", value: any, form: .text, unit: nil) },
            shown: [.builtin(.name)])
    }

    static func kinds() throws -> KindSet {
        KindSet(
            kinds: [
                try kind("ec2", ["type", "autoscale", "lifecycle"]), try kind("autoscale", ["min", "desired", "max"]),
                try kind("rds-instance", ["engine", "cluster", "replica_of", "replicas", "maintenance"]),
                try kind("rds-cluster", ["maintenance"]),
            ], views: [])
    }

    static func row(
        _ kind: String, _ id: String, state: String? = "running", tags: [String: String] = [:], columns: [Value] = [],
        account: String = "a"
    ) -> Resource {
        Resource(
            key: ResourceKey(account: account, region: "eu-west-1", kind: kind, id: id), name: id, state: state,
            tags: tags.sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }, columns: columns,
            raw: RawDocument(.null))
    }

    /// Office hours in London, the odd ones, and a broken one.
    static func settings() -> ScheduleSettings {
        var settings = ScheduleSettings()
        settings.isConfigured = true
        for period in [
            PeriodDefinition(name: "day", begintime: "09:00", endtime: "17:00", weekdays: ["mon-fri"]),
            PeriodDefinition(name: "late", begintime: "22:00"), PeriodDefinition(name: "nth", weekdays: ["mon#1"]),
            PeriodDefinition(name: "bad", begintime: "17:00", endtime: "09:00"),
        ] {
            settings.periods[period.name] = .success(period)
        }
        for schedule in [
            ScheduleDefinition(name: "office", periods: ["day@m5.large"], timezone: "Europe/London"),
            ScheduleDefinition(name: "late", periods: ["late"]), ScheduleDefinition(name: "nth", periods: ["nth"]),
            ScheduleDefinition(name: "on", overrideStatus: "running"),
            ScheduleDefinition(name: "off", overrideStatus: "stopped", enforced: true),
            ScheduleDefinition(name: "broken", periods: ["bad"]),
        ] {
            settings.schedules[schedule.name] = .success(schedule)
        }
        return settings
    }

    static func assessor(
        _ settings: ScheduleSettings = settings(), cell: Cell? = nil,
        at instant: Int64 = now.wholeSeconds
    ) -> Assessor {
        Assessor(ScheduleBook(settings, cell: cell), settings, at: instant)
    }

    /// A schedule of these periods, all of them named.
    static func schedule(
        _ periods: [PeriodDefinition], as name: String = "s", zone: String? = nil,
        override: String? = nil
    ) throws -> Schedule {
        let named = Dictionary(
            periods.map { ($0.name, Result<PeriodDefinition, DefinitionFault>.success($0)) },
            uniquingKeysWith: { $1 })
        return try Schedule(
            ScheduleDefinition(
                name: name, periods: periods.map(\.name), timezone: zone, overrideStatus: override),
            periods: named)
    }

    /// Seconds since 1970 of an ISO 8601 text.
    static func instant(_ text: String) throws -> Int64 { try ScheduleQuestion.instant(text) }

    static func snapshot(_ rows: [Resource], cells: [Cell] = []) throws -> Snapshot {
        var table = Dictionary(grouping: rows, by: \.key.cell).map { key, rows in
            Cell(key: key, status: .fresh, rows: rows.sorted { $0.id < $1.id }, fetchedAt: now)
        }
        table += cells
        return Snapshot(
            generation: 1, kinds: try kinds(),
            accounts: [
                AccountInfo(name: "a", regions: ["eu-west-1"]), AccountInfo(name: "hub", regions: ["us-east-1"]),
            ],
            cells: CellTable(table))
    }
}
