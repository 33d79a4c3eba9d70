import AWS
import Catalog
import Document
import FoundationEssentials
import Inventory
import Schedules

/// How long 50,000 resources of every kind take against 200 schedules, and the table that finds the late ones.
enum SchedulesBench {
    private static let resources = 50_000
    private static let schedules = 200
    private static let rounds = 11

    static func run(_ words: [String]) {
        guard words.count == 2 else { Usage.fail("schedules KINDS MODELS") }
        let settings = settings()
        let kinds = ScheduleLens(settings).extending(BenchKinds.load(words[0], models: words[1]))
        let snapshot = snapshot(kinds)
        var evaluations: [Double] = []
        var tables: [Double] = []
        for round in 0..<rounds {
            // A lens that has never been asked, at an instant of its own.
            let now = Date(timeIntervalSince1970: 1_774_861_200 + Double(round) * 3601)
            let before = Usage.cpuSeconds
            let tally = ScheduleLens(settings).tally(over: snapshot, at: now)
            evaluations.append(Usage.cpuSeconds - before)
            guard tally.verdicts.values.reduce(0, +) == resources, tally.members.count >= schedules else {
                Usage.fail("not every resource was looked at")
            }
            let start = Usage.cpuSeconds
            let lens = ScheduleLens(settings)
            let request = TableRequest(
                accounts: .all, regions: .all, word: ScheduleLens.word, filter: "schedule:late", size: 100)
            guard let table = try? Table(request, over: lens.view(of: snapshot), now: now), table.matched > 0 else {
                Usage.fail("nothing is late")
            }
            tables.append(Usage.cpuSeconds - start)
        }
        let figures = [
            ("resources", Double(resources)), ("schedules", Double(schedules)),
            ("evaluation_milliseconds", evaluations.sorted()[rounds / 2] * 1000),
            ("table_milliseconds", tables.sorted()[rounds / 2] * 1000),
        ]
        print("{" + figures.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
    }

    /// Schedules of every sort: working days, nights, last weekdays, in a dozen zones.
    private static func settings() -> ScheduleSettings {
        var settings = ScheduleSettings()
        settings.isConfigured = true
        let days = ["mon-fri", "mon-sat", "mon#1", "friL", "sat-sun", "mon,wed,fri"]
        let zones = [
            "Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "UTC", "Asia/Kolkata",
            "America/Sao_Paulo", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Africa/Cairo",
            "Asia/Dubai",
        ]
        for number in 0..<schedules {
            for (part, begin) in [("a", 5 + number % 5), ("b", 12 + number % 4)] {
                settings.periods["p\(number)\(part)"] = .success(
                    PeriodDefinition(
                        name: "p\(number)\(part)", begintime: "\(begin):\(10 + number % 50)",
                        endtime: "\(begin + 6):00", weekdays: [days[number % days.count]],
                        monthdays: number % 7 == 0 ? ["1-15", "L"] : nil, months: number % 11 == 0 ? ["jan/2"] : nil))
            }
            settings.schedules["schedule-\(number)"] = .success(
                ScheduleDefinition(
                    name: "schedule-\(number)", periods: ["p\(number)a", "p\(number)b"],
                    timezone: zones[number % zones.count]))
        }
        return settings
    }

    /// Resources whose tags name all of them, half of them running: of ten, four instances and one with Cloud Custodian's
    /// tag, two groups, two databases and a cluster, whose maintenance windows lie all over the week.
    private static func snapshot(_ kinds: KindSet) -> Snapshot {
        var cells: [Cell] = []
        for (name, places) in [
            ("ec2", [0, 1, 2, 3, 4]), ("autoscale", [5, 6]), ("rds-instance", [7, 8]),
            ("rds-cluster", [9]),
        ] {
            guard let kind = kinds.kind(name) else { Usage.fail("there is no kind \(name)") }
            let context = RowContext(
                account: "production", region: "us-east-1", accountID: "123456789012", partition: "aws")
            let key = CellKey(account: "production", region: "us-east-1", kind: name)
            var cell = Cell(key: key, status: .fresh, fetchedAt: .now)
            var packer = RowPacker()
            for number in 0..<resources where places.contains(number % 10) {
                packer.append(kind.resource(from: document(number, of: name), in: context))
            }
            cell.rows = packer.finish().sorted { $0.id < $1.id }
            cells.append(cell)
        }
        return Snapshot(
            generation: 1, kinds: kinds,
            accounts: [AccountInfo(name: "production", regions: ["us-east-1"])],
            cells: CellTable(cells))
    }

    private static func document(_ number: Int, of kind: String) -> Value {
        // Every schedule is met by every kind and both states.
        let tag: Value = ["Key": "Schedule", "Value": .string("schedule-\(number / 20 % schedules)")]
        let isOn = number / 10 % 2 == 0
        let size: Value = isOn ? 2 : 0
        switch kind {
        case "autoscale":
            return [
                "AutoScalingGroupName": .string("group-\(number)"), "MinSize": size,
                "DesiredCapacity": size,
                "MaxSize": size, "Tags": [tag],
            ]
        case "rds-instance":
            return [
                "DBInstanceIdentifier": .string("database-\(number)"), "Engine": "postgres",
                "DBInstanceStatus": isOn ? "available" : "stopped",
                "PreferredMaintenanceWindow": window(number),
                "TagList": [tag],
            ]
        case "rds-cluster":
            return [
                "DBClusterIdentifier": .string("cluster-\(number)"), "Engine": "aurora-postgresql",
                "Status": isOn ? "available" : "stopped", "PreferredMaintenanceWindow": window(number),
                "TagList": [tag],
            ]
        default:
            guard var document = SampleRows.document(number).object else {
                Usage.fail("there is no document")
            }
            document["State"] = ["Code": 16, "Name": isOn ? "running" : "stopped"]
            let offHours: Value = [
                "Key": "maid_offhours",
                "Value": .string("off=(M-F,\(12 + number / 10 % 12));on=(M-F,\(number / 120 % 12))"),
            ]
            document["Tags"] = .array(
                (document["Tags"]?.array ?? []).map { one in
                    one["Key"] == "Schedule" ? number % 10 == 4 ? offHours : tag : one
                })
            return .object(document)
        }
    }

    /// Half an hour somewhere in the week.
    private static func window(_ number: Int) -> Value {
        func moment(_ quarter: Int) -> String {
            let (hour, minute) = (quarter / 4 % 24, quarter % 4 * 15)
            let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][quarter / 96 % 7]
            return "\(day):\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
        }
        let quarter = number &* 7919 % 672
        return .string("\(moment(quarter))-\(moment(quarter + 2))")
    }
}
