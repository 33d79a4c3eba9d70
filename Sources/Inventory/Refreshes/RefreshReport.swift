package import Document

/// What became of somebody's wish to have cells read again.
package struct RefreshReport: Sendable, Hashable {
    /// Cells that are read again now, the oldest first.
    package var asked: [CellKey]
    /// Cells that are being read already, or wait for a place.
    package var underWay: Int
    /// Cells that were read a moment ago.
    package var recent: Int
    /// Cells with a time of their own: AWS limits them, a second answer is due, or the account's credentials do not work.
    package var waiting: Int
    /// Cells beyond what one refresh, or all of them together, may ask for.
    package var refused: Int
    /// When some of the refused ones may be asked for; nil while none was refused for lack of calls.
    ///
    /// - Units: whole seconds.
    package var retryAfter: Int?

    package init(
        asked: [CellKey] = [], underWay: Int = 0, recent: Int = 0, waiting: Int = 0, refused: Int = 0,
        retryAfter: Int? = nil
    ) {
        self.asked = asked
        self.underWay = underWay
        self.recent = recent
        self.waiting = waiting
        self.refused = refused
        self.retryAfter = retryAfter
    }

    /// Whether the limits let nothing through.
    package var isTurnedAway: Bool { asked.isEmpty && underWay == 0 && refused > 0 }

    /// The report as JSON: counts of cells.
    package var object: Object {
        [
            "asked": .integer(asked.count), "under_way": .integer(underWay), "recent": .integer(recent),
            "waiting": .integer(waiting), "refused": .integer(refused),
            "retry_after": retryAfter.map { .integer($0) } ?? .null,
        ]
    }
}
