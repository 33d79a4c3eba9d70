import AWS
import Catalog
import Document
import FoundationEssentials
import Inventory
import Schedules

/// How long 50,000 instances take against 200 schedules, and the table that finds the late ones.
enum SchedulesBench {
    private static let instances = 50_000
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
            guard tally.verdicts.values.reduce(0, +) == instances, tally.members.count == schedules else {
                Usage.fail("not every instance was looked at")
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
            ("instances", Double(instances)), ("schedules", Double(schedules)),
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

    /// Instances whose tags name all of them, half of them running.
    private static func snapshot(_ kinds: KindSet) -> Snapshot {
        guard let kind = kinds.kind("ec2") else { Usage.fail("there is no kind ec2") }
        let context = RowContext(
            account: "production", region: "us-east-1", accountID: "123456789012")
        let key = CellKey(account: "production", region: "us-east-1", kind: "ec2")
        var cell = Cell(key: key, status: .fresh, fetchedAt: .now)
        var packer = RowPacker()
        for number in 0..<instances {
            guard var document = SampleRows.document(number).object else { Usage.fail("there is no document") }
            document["State"] = ["Code": 16, "Name": number % 2 == 0 ? "running" : "stopped"]
            document["Tags"] = .array(
                (document["Tags"]?.array ?? []).map { tag in
                    tag["Key"] == "Schedule"
                        ? ["Key": "Schedule", "Value": .string("schedule-\(number % schedules)")] : tag
                })
            packer.append(kind.resource(from: .object(document), in: context))
        }
        cell.rows = packer.finish().sorted { $0.id < $1.id }
        return Snapshot(
            generation: 1, kinds: kinds, accounts: [AccountInfo(name: "production", regions: ["us-east-1"])],
            cells: [key: cell])
    }
}
