package import Inventory
import Synchronization

/// Holds the current snapshot for every reader.
///
/// - Isolation: a mutex held for the time of one copy; any thread may read.
package final class SnapshotBox: SnapshotReading {
    private let snapshot: Mutex<Snapshot>

    package init(_ snapshot: Snapshot) { self.snapshot = Mutex(snapshot) }

    package var current: Snapshot { snapshot.withLock { $0 } }

    /// Puts a newer snapshot in place.
    func swap(_ newer: Snapshot) { snapshot.withLock { $0 = newer } }
}
