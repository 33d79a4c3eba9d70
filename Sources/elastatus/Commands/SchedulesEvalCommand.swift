import Document
import Schedules

/// Answers what a schedule wants at an instant.
enum SchedulesEvalCommand: Command {
    static let name = "schedules eval"
    static let summary = "Print what schedules want at an instant, as AWS Instance Scheduler v3 decides."
    static let options: [Option] = []
    static let examples = [
        #"echo '{"periods":[{"name":"day","begintime":"09:00"}],"schedule":{"periods":["day"]},"at":"2026-03-29T01:30:00Z"}' | elastatus schedules eval"#
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        try await LineAnswers.run(limit: ScheduleQuestion.maximumLength) { ScheduleQuestion.answer($0).json() }
        return .ok
    }
}
