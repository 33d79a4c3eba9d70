package import FoundationEssentials

/// What a state means at a glance: the one colour map of pages and command line.
package enum StateTone: String, Sendable, CaseIterable {
    /// Works.
    case good
    /// On its way, or a word nobody has told us: never hidden, never taken for good.
    case pending
    /// At rest on purpose.
    case idle
    /// Broken, or about to be.
    case bad

    /// The tone of a state as AWS words it.
    ///
    /// - Cost: one look-up; no allocation beyond the folded word.
    package init(of state: String) {
        let word = state.lowercased()
        self = Self.words[word] ?? Self.byPattern(word)
    }

    /// The tone of something that ends at `end`.
    ///
    /// - Units: bad from 14 days before the end on, pending from 45: AWS renews certificates 60 days before, so what is
    ///   nearer than 45 was not renewed.
    package init(ending end: Date, now: Date) {
        let days = end.timeIntervalSince(now) / 86400
        self = days < 14 ? .bad : days < 45 ? .pending : .good
    }

    private static let words: [String: StateTone] = {
        var map: [String: StateTone] = [:]
        for (tone, words) in [
            (
                StateTone.good,
                [
                    "running", "available", "active", "inservice", "in-service", "in-use", "ok", "healthy", "completed",
                    "enabled", "confirmed", "attached", "passed", "in_sync", "insync", "successful", "success",
                    "issued",
                    "deployed", "ready", "optimized", "complete", "up", "on", "yes", "subscribed",
                ]
            ),
            (
                .idle,
                [
                    "stopped", "terminated", "deleted", "inactive", "disabled", "detached", "paused", "archived",
                    "hibernated", "delete_complete", "free", "any", "no-schedule", "not-schedulable", "not_checked",
                    "off", "unused", "deregistered", "suspended",
                ]
            ),
            (
                .bad,
                [
                    "failed", "error", "errored", "unhealthy", "outofservice", "out-of-service", "alarm", "impaired",
                    "storage-full", "storage-optimization-failed", "inaccessible-encryption-credentials", "drifted",
                    "active_impaired", "insufficient-capacity", "revoked", "expired", "down", "validation_timed_out",
                    "pending_certificate_reimport", "insufficient-resource-limits", "invalid",
                    "should-be-stopped", "should-be-running", "conflict",
                ]
            ),
        ] {
            for word in words { map[word] = tone }
        }
        return map
    }()

    private static func byPattern(_ word: String) -> StateTone {
        if word.contains("rollback") || word.contains("fail") || word.hasPrefix("incompatible-") { return .bad }
        if word.hasSuffix("_complete") { return .good }
        return .pending
    }
}
