import FoundationEssentials

/// How it went when the configuration was last read.
package struct ConfigurationState: Sendable, Hashable {
    /// Why a newer one does not count.
    package struct Failure: Sendable, Hashable {
        let at: Date
        /// What is wrong, as one line that is safe to show.
        let words: String
    }

    /// When the one that counts was read.
    var readAt: Date
    /// Nil when the newest one counts.
    var failure: Failure?
}
