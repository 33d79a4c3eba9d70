import Document
import FoundationEssentials
import Inventory
import Testing

@testable import Schedules

@Suite struct ScheduleBookTests {
    private let table = ScheduleSettings.Table(account: "hub", region: "us-east-1", name: "config-table")

    private func settings() -> ScheduleSettings {
        var settings = World.settings()
        settings.table = table
        return settings
    }

    private func cell(_ items: [Value], status: CellStatus = .fresh, error: CellError? = nil) -> Cell {
        let rows = items.enumerated().map { place, item in
            Resource(
                key: ResourceKey(account: "hub", region: "us-east-1", kind: ConfigTable.kind, id: "\(place)"),
                name: item["name"]?["S"]?.string ?? "", raw: RawDocument(item))
        }
        return Cell(
            key: ConfigTable.cell(table), status: status, rows: rows,
            fetchedAt: error == nil || !items.isEmpty ? World.now : nil, error: error)
    }

    @Test func definitionsOfTheTableAreReadAsInstanceSchedulerReadsThem() throws {
        let book = ScheduleBook(
            settings(),
            cell: cell([
                [
                    "type": ["S": "period"], "name": ["S": "p"], "weekdays": ["SS": ["mon-fri"]],
                    "begintime": ["S": "09:00"],
                ],
                ["type": ["S": "period"], "name": ["S": "q"], "months": ["S": "jan,feb"]],
                [
                    "type": ["S": "schedule"], "name": ["S": "s"], "periods": ["SS": ["p@m5.large", "q"]],
                    "enforced": ["BOOL": true], "hibernate": ["S": "True"], "timezone": ["S": "Asia/Tokyo"],
                ],
            ]))
        let schedule = try #require(try book["s"]?.schedule.get())
        #expect(schedule.entries.map(\.period.name) == ["p", "q"])
        #expect(schedule.entries.map(\.type) == ["m5.large", nil])
        #expect(schedule.isEnforced && schedule.hibernates)
        #expect(schedule.zoneName == "Asia/Tokyo")
        #expect(book["s"]?.origin == .table)
        #expect(book["office"]?.origin == .configuration)
        #expect(book.unread == nil)
    }

    @Test func badItemsStandAtTheirSchedules() {
        let book = ScheduleBook(
            settings(),
            cell: cell([
                ["type": ["S": "schedule"], "name": ["S": "numbers"], "periods": ["NS": ["1"]]],
                [
                    "type": ["S": "schedule"], "name": ["S": "zone"], "periods": ["SS": ["day"]],
                    "timezone": ["S": "Mars"],
                ],
                ["type": ["S": "schedule"], "name": ["S": "empty"]],
                ["type": ["S": "schedule"], "name": ["S": "office"], "periods": ["SS": ["day"]]],
                ["type": ["S": "schedule"], "name": ["S": "late-too"], "periods": ["SS": ["hours"]]],
                ["type": ["S": "period"], "name": ["S": "hours"], "begintime": ["N": "9"]],
                ["name": ["S": "untyped"]], [:], "nonsense",
            ]))
        func code(_ name: String) -> DefinitionFault.Code? {
            guard case .failure(let fault)? = book[name]?.schedule else { return nil }
            return fault.code
        }
        #expect(code("numbers") == .schedule)
        #expect(code("zone") == .timezone)
        #expect(code("empty") == .schedule)
        #expect(code("office") == .duplicate)
        #expect(code("late-too") == .period)
        #expect(book.faults.contains { $0.message.contains("period \"hours\"") })
        #expect(book.faults.contains { $0.message.contains("period \"bad\"") })
    }

    @Test func whatCouldNotBeReadIsNoUnknownSchedule() throws {
        let denied = CellError(code: .denied, message: "not allowed", action: "dynamodb:Scan", since: World.now)
        for (cell, words) in [
            (cell([], status: .denied, error: denied), "not allowed"), (nil, "no such account"),
            (Cell(key: ConfigTable.cell(table)), "not been read yet"),
        ] {
            let assessor = World.assessor(settings(), cell: cell)
            #expect(assessor.book.unread?.contains(words) == true)
            let kind = try #require(try World.kinds().kind("ec2"))
            let unknown = assessor.assess(World.row("ec2", "i", tags: ["Schedule": "elsewhere"]), ScheduledKind(kind))
            #expect(unknown.verdict == .undecided)
            #expect(unknown.notes.first?.contains(words) == true)
            // What the configuration has is known all the same.
            #expect(
                assessor.assess(World.row("ec2", "i", tags: ["Schedule": "office"]), ScheduledKind(kind)).verdict == .ok
            )
        }
    }

    /// Definitions that were read once stay, but they may no longer be all.
    @Test(arguments: [
        (CellStatus.denied, CellError.Code.denied), (.error, .notFound), (.throttled, .throttled),
        (.refreshing, .denied), (.stale, .timeout),
    ])
    func whatCannotBeReadAnyMoreIsNoGuess(status: CellStatus, code: CellError.Code) throws {
        let error = CellError(
            code: code, message: "no longer", action: "dynamodb:Scan", since: World.now)
        let item: Value = [
            "type": ["S": "schedule"], "name": ["S": "s"], "override_status": ["S": "stopped"],
        ]
        let assessor = World.assessor(settings(), cell: cell([item], status: status, error: error))
        let unread = try #require(assessor.book.unread)
        #expect(unread.hasSuffix("any more: no longer; what is known of it is of 2026-03-30T09:00:00Z"))
        let kind = ScheduledKind(try #require(try World.kinds().kind("ec2")))
        let unknown = assessor.assess(World.row("ec2", "i", tags: ["Schedule": "brand-new"]), kind)
        #expect(unknown.verdict == .undecided)
        #expect(unknown.notes == [unread])
        #expect(
            assessor.assess(World.row("ec2", "i", tags: ["Schedule": "s"]), kind).verdict
                == .shouldBeStopped)
        #expect(
            assessor.assess(World.row("ec2", "i", tags: ["Schedule": "office"]), kind).verdict == .ok)
    }

    /// A remark on a read that succeeded is no failure.
    @Test func whatWasReadIsAll() throws {
        let remark = CellError(code: .paused, message: "asked again", since: World.now)
        let item: Value = [
            "type": ["S": "schedule"], "name": ["S": "s"], "override_status": ["S": "stopped"],
        ]
        for (status, error) in [(.fresh, remark), (.held, remark), (.stale, nil), (.refreshing, nil)]
            as [(CellStatus, CellError?)]
        {
            #expect(
                World.assessor(settings(), cell: cell([item], status: status, error: error)).book.unread
                    == nil)
        }
    }

    @Test func aStepOfZeroStandsAtThePeriodAndAtItsSchedules() {
        let book = ScheduleBook(
            settings(),
            cell: cell([
                ["type": ["S": "period"], "name": ["S": "endless"], "monthdays": ["SS": ["1/10"]]],
                ["type": ["S": "schedule"], "name": ["S": "plain"], "periods": ["SS": ["endless"]]],
                [
                    "type": ["S": "schedule"], "name": ["S": "spared"], "periods": ["SS": ["endless"]],
                    "override_status": ["S": "running"],
                ],
            ]))
        #expect(book.faults.contains { $0.message.contains("monthdays has a step of 0") })
        #expect(throws: DefinitionFault.self) { try book["plain"]?.schedule.get() }
        #expect((try? book["spared"]?.schedule.get()) != nil)
    }

    @Test func theKindOfTheTableAsksForNothingElse() throws {
        let kind = try #require(ConfigTable.kind(table))
        #expect(kind.list.service == "dynamodb" && kind.list.operation == "Scan")
        #expect(kind.list.filled(from: .null) == ["TableName": "config-table"])
        #expect(kind.home == Kind.Home(account: "hub", region: "us-east-1"))
    }
}

extension Kind.Call {
    fileprivate func filled(from row: Value) -> Object {
        Object(
            input.map { member in
                if case .literal(let value) = member.source { return (member.name, value) }
                return (member.name, .null)
            })
    }
}
