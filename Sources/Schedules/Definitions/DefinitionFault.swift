/// What is wrong with a definition of a schedule or period, or with a question about one.
package struct DefinitionFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons, permanent in JSON.
    package enum Code: String, Sendable, CaseIterable {
        /// A period cannot be understood, or its begin is after its end.
        case period = "invalid-period"
        /// A schedule cannot be understood.
        case schedule = "invalid-schedule"
        /// A schedule names a period that there is not.
        case undefinedPeriod = "undefined-period"
        case timezone = "unknown-timezone"
        /// A name is defined twice.
        case duplicate
        /// The question is no JSON object of the right shape.
        case question = "malformed-question"
        /// The instant is no ISO 8601 time with a zone.
        case instant = "invalid-instant"
        /// Instance Scheduler itself fails at this instant.
        case undecidable
        /// The tag of a resource cannot be understood.
        case tag = "invalid-tag"
        /// The definitions could not be read.
        case unreadable
    }

    package let code: Code
    /// What is wrong and what to do, as a sentence without its final stop.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// The same fault with what it was found in.
    func within(_ place: String) -> DefinitionFault { DefinitionFault(code, "\(place): \(message)") }
}
