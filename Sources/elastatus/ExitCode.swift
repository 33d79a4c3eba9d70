/// What the process ends with; documented in docs/cli.md and `--help`.
enum ExitCode: Int32, Sendable, CaseIterable {
    case ok = 0
    /// Something could not be done: a port is taken, nothing was found.
    case failed = 1
    /// The command line was wrong.
    case usage = 2
    /// Done, but some cells could not be read.
    case partial = 3
    /// The configuration or a kind has errors.
    case configuration = 4
    /// Ended by Ctrl-C.
    case interrupted = 130

    var meaning: String {
        switch self {
        case .ok: "done"
        case .failed: "failed; the reason is on standard error"
        case .usage: "the command line was wrong"
        case .partial: "done, but some cells could not be read"
        case .configuration: "the configuration or a kind has errors"
        case .interrupted: "ended by Ctrl-C"
        }
    }
}

/// Why a command ends early.
struct CommandFailure: Error {
    let code: ExitCode
    /// For standard error; empty when all has been said.
    let message: String
    /// The same for a page, where nothing has been said before; nil where it is no different.
    let detail: String?

    init(_ code: ExitCode, _ message: String, detail: String? = nil) {
        self.code = code
        self.message = message
        self.detail = detail
    }
}
