/// Which cells of the matrix somebody wants to see: the same value for page, JSON and links.
package struct CellRequest: Sendable, Hashable {
    /// Names or patterns with `*`.
    package var accounts: Scope
    /// Names or patterns with `*`; `global` for services without regions.
    package var regions: Scope
    /// Kinds, views and headings of menus; empty for all.
    package var words: [String]
    /// States, or `failing`; empty for all.
    package var states: [String]
    /// How many cells the page leaves out at its beginning.
    package var start: Int

    package init(
        accounts: Scope = .all, regions: Scope = .all, words: [String] = [], states: [String] = [], start: Int = 0
    ) {
        self.accounts = accounts
        self.regions = regions
        self.words = words
        self.states = states
        self.start = start
    }

    /// The state that stands for everything which is neither whole nor simply unread.
    package static let failing = "failing"
}

extension Cell {
    /// Whether a page has to apologise for it: it is not whole, and not simply unread.
    package var isFailing: Bool { !isComplete && !(status == .never && error == nil) }
}
