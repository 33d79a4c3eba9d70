/// Whether a resource runs, as far as its state tells.
enum Power: Sendable {
    case running, stopped, starting, stopping
    /// It is being removed, or has been.
    case gone

    /// Of an EC2 instance or an RDS instance or cluster.
    init(state: String?) {
        switch state {
        case "stopped"?: self = .stopped
        case "stopping"?: self = .stopping
        case "pending"?, "starting"?, "creating"?: self = .starting
        case "terminated"?, "shutting-down"?, "deleting"?, "deleted"?: self = .gone
        // Backing up, modifying and the like are done to what runs.
        default: self = .running
        }
    }

    /// What is to be said of it when `desired` is wanted.
    func verdict(for desired: DesiredState) -> Verdict {
        switch (desired, self) {
        case (.any, _): .free
        case (.running, .running), (.running, .starting), (.stopped, .stopped), (.stopped, .stopping): .ok
        case (.running, _): .shouldBeRunning
        case (.stopped, _): .shouldBeStopped
        }
    }
}
