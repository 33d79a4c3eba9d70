/// Whoever holds the current snapshot.
package protocol SnapshotReading: Sendable {
    /// The newest snapshot: an immutable value, swapped whole.
    ///
    /// - Isolation: callable from any thread, never blocks for long.
    var current: Snapshot { get }
}

/// What pages may ask of AWS while someone waits: little, bounded, through the Collector.
package protocol LiveReading: Sendable {
    /// Asks for `cells` to be read again soon, and answers which of them are.
    ///
    /// - Shape: does not wait for AWS; one fetch in flight per cell, none within a few seconds of the last; bounded in
    ///   cells and calls, so that nobody uses up an account's calls.
    func refresh(_ cells: [CellKey]) async -> RefreshReport

    /// Somebody looks at `cells`: they are read before others, and what is empty among them as often as the rest.
    ///
    /// - Shape: returns at once; nothing is read that is not due by then.
    func looked(at cells: [CellKey])

    /// The text of one stack's template as it was written.
    ///
    /// - Throws: `CellError` within 10 s.
    func template(account: String, region: String, stack: String) async throws(CellError) -> String
}

extension LiveReading {
    /// Where nothing is read live, looking changes nothing.
    package func looked(at cells: [CellKey]) {}
}

extension CellError: Error {}
