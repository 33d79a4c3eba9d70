import Document
import Inventory
import Testing

@testable import Schedules

/// Each verdict, and what is said with it.
///
/// It is Monday 30 March 2026, 10:00 in London.
@Suite struct AssessorTests {
    private func assess(
        _ kind: String, state: String? = "running", _ tags: [String: String], columns: [Value] = [],
        _ assessor: Assessor = World.assessor()
    ) throws -> Assessment {
        let found = try #require(try World.kinds().kind(kind))
        return assessor.assess(World.row(kind, "x", state: state, tags: tags, columns: columns), ScheduledKind(found))
    }

    @Test(arguments: [
        ("running", "office", Verdict.ok), ("pending", "office", .ok), ("stopped", "office", .shouldBeRunning),
        ("stopping", "office", .shouldBeRunning), ("running", "off", .shouldBeStopped), ("stopped", "off", .ok),
        ("stopping", "off", .ok), ("running", "late", .free), ("stopped", "late", .free),
        ("running", "ofice", .unknownSchedule), ("running", "", .unknownSchedule),
        ("running", "Office", .unknownSchedule),
        ("running", "broken", .undecided), ("terminated", "office", .notSchedulable),
    ])
    func instances(state: String, schedule: String, verdict: Verdict) throws {
        let assessment = try assess("ec2", state: state, ["Schedule": schedule])
        #expect(assessment.verdict == verdict)
        #expect(assessment.schedule == schedule)
    }

    @Test func withoutATagThereIsNoSchedule() throws {
        #expect(try assess("ec2", [:]).verdict == .noSchedule)
        let near = try assess("ec2", ["schedule": "office"])
        #expect(near.verdict == .noSchedule)
        #expect(near.notes == ["it has the tag \"schedule\", but the scheduler reads \"Schedule\""])
    }

    @Test func anAccountMayHaveItsOwnKey() throws {
        var settings = World.settings()
        settings.tags["a"] = "sleep"
        let assessor = World.assessor(settings)
        #expect(try assess("ec2", ["Schedule": "office"], assessor).verdict == .noSchedule)
        #expect(try assess("ec2", ["sleep": "office"], assessor).verdict == .ok)
    }

    @Test func unknownNamesSayWhatWasMeant() throws {
        #expect(try assess("ec2", ["Schedule": "ofice"]).notes == ["did you mean \"office\"?"])
        #expect(try assess("ec2", ["Schedule": " office"]).notes == ["did you mean \"office\"?"])
    }

    @Test func whatIsBrokenSaysWhy() throws {
        let notes = try assess("ec2", ["Schedule": "broken"]).notes
        #expect(notes.first?.contains("begintime 17:00 is after endtime 09:00") == true)
    }

    @Test func twoDialectsAreAConflict() throws {
        let both = try assess("ec2", ["Schedule": "office", "Maid_OffHours": "on"])
        #expect(both.verdict == .conflict)
    }

    @Test func databasesThatInstanceSchedulerLeavesAlone() throws {
        let none: Value = .null
        let cases: [([Value], String)] = [
            (["postgres", none, "source", none], "it is a read replica of source"),
            (["postgres", none, none, ["r1"]], "it has read replicas"),
            (["aurora-mysql", "shop", none, none], "it is a member of the cluster shop: tag the cluster"),
        ]
        for (columns, words) in cases {
            let assessment = try assess("rds-instance", state: "available", ["Schedule": "nowhere"], columns: columns)
            #expect(assessment.verdict == .notSchedulable)
            #expect(assessment.notes == [words])
        }
        #expect(
            try assess("rds-instance", state: "available", ["Schedule": "office"], columns: ["postgres"]).verdict == .ok
        )
        #expect(try assess("rds-cluster", state: "stopped", ["Schedule": "off"]).verdict == .ok)
    }

    @Test func instancesOfGroupsAreTheGroups() throws {
        let member = try assess("ec2", ["Schedule": "office", "aws:autoscaling:groupName": "web"])
        #expect(member.verdict == .notSchedulable)
        #expect(member.notes == ["it belongs to the Auto Scaling group web: tag the group"])
    }

    @Test func groupsRunUnlessAllTheirSizesAreZero() throws {
        func group(_ schedule: String, _ sizes: [Value], state: String? = nil) throws -> Assessment {
            try assess("autoscale", state: state, ["Schedule": schedule], columns: sizes)
        }
        #expect(try group("office", [1, 2, 3]).verdict == .ok)
        #expect(try group("office", [0, 0, 0]).verdict == .shouldBeRunning)
        #expect(try group("office", [0, 0, 3]).verdict == .ok)
        #expect(try group("nth", [1, 1, 1]).verdict == .notSchedulable)
        // An override reaches no group, and without periods nothing is ever done.
        #expect(try group("off", [1, 1, 1]).verdict == .free)
        #expect(try group("office", [1, 1, 1], state: "Delete in progress").verdict == .notSchedulable)
    }

    @Test func aMaintenanceWindowKeepsADatabaseRunningFromTenMinutesBefore() throws {
        func database(_ window: Value) throws -> Assessment {
            try assess(
                "rds-instance", state: "available", ["Schedule": "off"],
                columns: ["postgres", .null, .null, .null, window])
        }
        // It is Monday, 09:00 UTC.
        let inside = try database("mon:09:10-mon:09:40")
        #expect(inside.verdict == .ok)
        #expect(inside.decision?.period == "maintenance window")
        #expect(inside.change?.instant == World.now.wholeSeconds + 40 * 60)
        let before = try database("mon:09:11-mon:09:41")
        #expect(before.verdict == .shouldBeStopped)
        #expect(before.change?.instant == World.now.wholeSeconds + 60)
        #expect(try database("sun:23:50-mon:09:30").verdict == .ok)
        #expect(try database("nonsense").verdict == .undecided)
    }

    @Test func resizingAndSettingsAreSaid() throws {
        let small = try assess("ec2", ["Schedule": "office"], columns: ["t3.nano"])
        #expect(small.notes == ["it is to be resized from t3.nano to m5.large"])
        #expect(try assess("ec2", ["Schedule": "office"], columns: ["m5.large"]).notes == [])
    }

    @Test func whatTheSchedulerWroteIsShown() throws {
        let assessment = try assess(
            "ec2",
            [
                "Schedule": "off", "IS-LastAction": "Stopped 2026-03-29 17:00:12 UTC", "IS-Error": "StopFailed",
                "IS-ErrorMessage": "no right", "IS-ManagedBy": "arn:aws:cloudformation:…",
            ])
        #expect(assessment.lastAction == "Stopped 2026-03-29 17:00:12 UTC")
        #expect(assessment.error == "StopFailed: no right")
        #expect(assessment.managedBy == "arn:aws:cloudformation:…")
    }

    @Test func hoursAndSavingAreThoseOfTheWeek() throws {
        let assessment = try assess("ec2", ["Schedule": "office"])
        #expect(assessment.sum?.runningHours == 40)
        #expect((assessment.sum?.saving ?? 0).rounded() == 76)
        #expect(assessment.week?.words == "Mon–Fri 09:00–17:00; Sat–Sun stopped")
        #expect(try assess("ec2", ["Schedule": "on"]).sum?.saving == 0)
        // What nothing is asked for counts as on.
        #expect(try assess("ec2", ["Schedule": "late"]).sum?.saving == 0)
        #expect(assessment.week?.hours.count == 168)
    }

    @Test func theNextChangeIsToldInTheZoneToo() throws {
        let assessment = try assess("ec2", ["Schedule": "office"])
        #expect(assessment.localChange == "Mon 2026-03-30 17:00 BST (Europe/London)")
    }

    @Test func hostileNamesAreOnlyNames() throws {
        for name in ["********", "../../etc/passwd", "\u{202e}ecif", String(repeating: "x", count: 10_000), "office\0"]
        {
            #expect(try assess("ec2", ["Schedule": name]).verdict == .unknownSchedule)
        }
    }
}
