import Document
import Inventory

/// What is remembered of details from reading to reading: answers that are younger than their own `every`, and who had
/// their turn when, where the time of one reading is too short for all.
///
/// - Shape: by attachment name and call input; only inputs of the last fetch are kept.
package struct DetailMemory: Sendable {
    private struct Entry {
        var askedAt: ContinuousClock.Instant
        var answer: Answer?
    }

    struct Answer {
        /// As text: a tree takes several times as much, for as long as the answer is remembered.
        let document: RawDocument
        let readAt: ContinuousClock.Instant
    }

    private var entries: [String: [Object: Entry]] = [:]

    package init() {}

    var isEmpty: Bool { entries.isEmpty }

    /// The last answer to `input`, however old.
    func answer(_ attachment: String, _ input: Object) -> Answer? { entries[attachment]?[input]?.answer }

    /// When `input` was asked for the last time; nil where that is not known.
    func askedAt(_ attachment: String, _ input: Object) -> ContinuousClock.Instant? {
        entries[attachment]?[input]?.askedAt
    }

    /// Notes that `input` had its turn.
    mutating func note(_ attachment: String, _ input: Object, now: ContinuousClock.Instant) {
        entries[attachment, default: [:]][input, default: Entry(askedAt: now)].askedAt = now
    }

    /// Keeps the answer to `input`.
    mutating func keep(_ value: Value, for attachment: String, _ input: Object, now: ContinuousClock.Instant) {
        entries[attachment, default: [:]][input] = Entry(
            askedAt: now, answer: Answer(document: RawDocument(value), readAt: now))
    }

    /// Notes that `input` had its turn, and that the answer from before does not hold any more.
    mutating func drop(_ attachment: String, _ input: Object, now: ContinuousClock.Instant) {
        entries[attachment, default: [:]][input] = Entry(askedAt: now, answer: nil)
    }

    /// Forgets what the last list no longer named.
    mutating func retain(_ inputs: Set<Object>, of attachment: String) {
        let kept = entries[attachment]?.filter { inputs.contains($0.key) }
        entries[attachment] = kept?.isEmpty == true ? nil : kept
    }

    /// Forgets everything of an attachment.
    mutating func forget(_ attachment: String) { entries[attachment] = nil }
}
