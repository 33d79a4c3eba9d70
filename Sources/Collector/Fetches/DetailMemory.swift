import Document
import Inventory

/// Detail answers that are younger than their own `every`, so that they are not asked with every list.
///
/// - Shape: by attachment name and call input; only inputs of the last fetch are kept.
package struct DetailMemory: Sendable {
    private struct Entry {
        /// As text: a tree takes several times as much, for as long as the answer is remembered.
        let document: RawDocument
        let readAt: ContinuousClock.Instant
    }

    private var entries: [String: [Object: Entry]] = [:]

    package init() {}

    var isEmpty: Bool { entries.isEmpty }

    func value(
        _ attachment: String, _ input: Object, within every: Duration?, now: ContinuousClock.Instant
    ) -> Value? {
        guard let every, let entry = entries[attachment]?[input] else { return nil }
        return now - entry.readAt < every ? entry.document.value : nil
    }

    mutating func keep(_ value: Value, for attachment: String, _ input: Object, now: ContinuousClock.Instant) {
        entries[attachment, default: [:]][input] = Entry(document: RawDocument(value), readAt: now)
    }

    /// Forgets what the last list no longer named.
    mutating func retain(_ inputs: Set<Object>, of attachment: String) {
        let kept = entries[attachment]?.filter { inputs.contains($0.key) }
        entries[attachment] = kept?.isEmpty == true ? nil : kept
    }
}
