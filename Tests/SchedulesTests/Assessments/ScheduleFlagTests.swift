import Document
import Inventory
import Testing

@testable import Schedules

/// Each flag of a schedule, and what it changes.
///
/// It is Monday 30 March 2026, 09:00 UTC.
@Suite struct ScheduleFlagTests {
    /// What is asked: a schedule that always wants one state, and a resource in the other.
    struct Case: Sendable, CustomTestStringConvertible {
        var kind = "ec2"
        var state = "running"
        var override = "stopped"
        var columns: [Value] = []
        var stopsNew: Bool?
        var usesWindow: Bool?
        var enforced: Bool?
        var retains: Bool?
        var hibernates: Bool?
        var windows: [String] = []
        var verdict = Verdict.shouldBeStopped
        let notes: [String]

        var testDescription: String { "\(kind) \(state) \(override): \(notes)" }
    }

    private static let waits = "not enforced: what is started by hand stays on until the next change"

    private static let cases: [Case] = [
        Case(notes: [waits]),
        Case(enforced: true, notes: []),
        Case(
            retains: true, notes: ["retain_running: what was started by hand before its period stays on"]),
        Case(enforced: true, retains: true, notes: []),
        Case(stopsNew: false, notes: [waits, "stop_new_instances is off: a new one is left on"]),
        Case(stopsNew: true, notes: [waits]),
        Case(enforced: true, hibernates: true, notes: ["it is to be hibernated"]),
        Case(state: "stopped", enforced: true, hibernates: true, verdict: .ok, notes: []),
        Case(
            state: "stopped", override: "running", verdict: .shouldBeRunning,
            notes: ["not enforced: what is stopped by hand stays off until the next change"]),
        Case(
            state: "stopped", override: "running", enforced: true, verdict: .shouldBeRunning, notes: []),
        Case(
            columns: ["t3.nano", .null, "spot"], enforced: true,
            notes: ["a spot instance: AWS stops only those of persistent requests"]),
        Case(
            enforced: true, windows: ["patches", "more"], verdict: .undecided,
            notes: [
                "it also runs in the Systems Manager maintenance windows patches, more, which are not read here"
            ]),
        Case(usesWindow: false, enforced: true, windows: ["patches"], notes: []),
        Case(
            state: "stopped", enforced: true, windows: ["patches"], verdict: .ok,
            notes: [
                "it also runs in the Systems Manager maintenance windows patches, which are not read here"
            ]),
        // Only EC2 instances hibernate, are of spot requests and are patched in such windows.
        Case(
            kind: "rds-instance", state: "available", enforced: true, hibernates: true,
            windows: ["patches"], notes: []),
        Case(
            kind: "rds-instance", state: "available",
            columns: ["postgres", .null, .null, .null, "mon:09:05-mon:09:35"],
            verdict: .ok, notes: ["it runs in its maintenance window"]),
        Case(
            kind: "rds-instance", state: "available",
            columns: ["postgres", .null, .null, .null, "mon:09:05-mon:09:35"],
            usesWindow: false, enforced: true, notes: []),
        Case(
            kind: "rds-cluster", state: "stopped", columns: ["mon:09:05-mon:09:35"], enforced: true,
            verdict: .shouldBeRunning, notes: ["it runs in its maintenance window"]),
        Case(
            kind: "rds-cluster", state: "stopped", columns: ["mon:09:05-mon:09:35"], usesWindow: false,
            verdict: .ok, notes: []),
        // Instance Scheduler acts in two states only.
        Case(
            kind: "rds-instance", state: "modifying", enforced: true,
            notes: ["Instance Scheduler waits while it is modifying"]),
        Case(kind: "rds-cluster", state: "backing-up", override: "running", verdict: .ok, notes: []),
    ]

    private func assess(_ one: Case) throws -> Assessment {
        var settings = ScheduleSettings()
        settings.schedules["s"] = .success(
            ScheduleDefinition(
                name: "s", overrideStatus: one.override, stopNewInstances: one.stopsNew,
                useMaintenanceWindow: one.usesWindow, enforced: one.enforced, hibernate: one.hibernates,
                retainRunning: one.retains, ssmMaintenanceWindows: one.windows))
        let kind = try #require(try World.kinds().kind(one.kind))
        let row = World.row(
            one.kind, "x", state: one.state, tags: ["Schedule": "s"], columns: one.columns)
        return World.assessor(settings).assess(row, ScheduledKind(kind))
    }

    @Test(arguments: cases) func whatAFlagChanges(one: Case) throws {
        let assessment = try assess(one)
        #expect(assessment.verdict == one.verdict)
        #expect(assessment.notes == one.notes)
    }

    @Test(arguments: [
        "failed", "inaccessible-encryption-credentials",
        "inaccessible-encryption-credentials-recoverable",
        "incompatible-network", "restore-error", "storage-full", "insufficient-capacity",
        "cloning-failed",
    ])
    func databasesThatNobodyCanStartOrStop(state: String) throws {
        for kind in ["rds-instance", "rds-cluster"] {
            for override in ["running", "stopped"] {
                let found = try assess(Case(kind: kind, state: state, override: override, notes: []))
                #expect(found.verdict == .notSchedulable)
                #expect(
                    found.notes == [
                        "it is \(state): Instance Scheduler acts only on what is available or stopped"
                    ])
            }
        }
    }
}
