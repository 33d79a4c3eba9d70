import Inventory

/// How long cells wait, by what came of their last fetch.
package enum PlanWaits {
    /// Waits of a failing cell: they double from one minute up to this, an hour, or `every` where that is longer.
    package static let longest = Duration.seconds(3_600)
    /// What an account may not read changes rarely.
    package static let denied = Duration.seconds(3_600)
    /// A region or a service that is not enabled even more so.
    package static let disabled = Duration.seconds(86_400)
    /// When a suspicious answer is asked again.
    package static let confirmation = Duration.seconds(30)
    /// Cells that stay empty are read half as often each time, but once in this time.
    package static let emptiest = Duration.seconds(86_400)

    /// Seconds until the next fetch after `outcome`, before jitter.
    static func after(_ outcome: Planner.Outcome, every: Double, failures: Int, empties: Int) -> Double {
        switch outcome {
        case .succeeded: between(every, empties: empties)
        case .held: confirmation.inSeconds
        case .failed(let code): after(code, every: every, failures: failures)
        }
    }

    /// Seconds between two fetches of a cell that was empty `empties` times in a row.
    static func between(_ every: Double, empties: Int) -> Double {
        guard empties > 1 else { return every }
        return max(every, min(emptiest.inSeconds, every * Double(1 << min(empties - 1, 30))))
    }

    /// Seconds until an account is tried again whose credentials failed `rounds` times.
    static func pause(rounds: Int) -> Double { min(longest.inSeconds, 60 * Double(1 << min(max(rounds, 1) - 1, 6))) }

    private static func after(_ code: CellError.Code, every: Double, failures: Int) -> Double {
        switch code {
        case .denied: max(denied.inSeconds, every)
        case .regionDisabled, .unsupported: max(disabled.inSeconds, every)
        case .cancelled: 1
        default: min(max(longest.inSeconds, every), pause(rounds: failures))
        }
    }
}

extension Duration {
    /// As seconds with fractions.
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
