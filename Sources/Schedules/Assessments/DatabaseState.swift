/// What the states of RDS instances and clusters mean to Instance Scheduler.
enum DatabaseState {
    /// Whether Instance Scheduler acts in it.
    ///
    /// - Source: AWS Instance Scheduler v3, `is_in_schedulable_state`.
    static func isSchedulable(_ state: String) -> Bool { state == "available" || state == "stopped" }

    /// Whether it does not pass by itself: nobody can say whether such a database runs.
    ///
    /// - Source: the states of DB instances and clusters in the Amazon RDS and Aurora user guides.
    static func isStuck(_ state: String) -> Bool {
        guard !isSchedulable(state) else { return false }
        return stuck.contains(state) || state.hasPrefix("incompatible-") || state.hasPrefix("inaccessible-")
            || state.hasSuffix("-failed")
    }

    private static let stuck: Set = [
        "failed", "insufficient-capacity", "restore-error", "storage-full",
    ]
}
