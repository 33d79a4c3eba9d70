import Synchronization

/// Answers questions over the current snapshot, with the index of the one before.
///
/// - Isolation: any thread; while an index is built the others wait for it instead of building it again.
package final class Finder: Sendable {
    private let latest = Mutex<SearchIndex?>(nil)

    package init() {}

    /// The rows of `snapshot` that answer.
    package func find(_ request: FindRequest, in snapshot: Snapshot) -> FindResult {
        index(of: snapshot).find(request)
    }

    /// The index of `snapshot`, built now or before.
    package func index(of snapshot: Snapshot) -> SearchIndex {
        latest.withLock { latest in
            if let latest, latest.generation == snapshot.generation { return latest }
            let index = SearchIndex(snapshot, reusing: latest)
            // A question that came with an older snapshot does not take the newer index away.
            if latest.map({ $0.generation < snapshot.generation }) ?? true { latest = index }
            return index
        }
    }
}
