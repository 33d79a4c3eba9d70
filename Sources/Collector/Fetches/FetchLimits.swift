/// How long and how much one cell's fetch may take.
package struct FetchLimits: Sendable {
    /// The whole cell, list and details.
    ///
    /// AWS's slowest honest answers (thousands of tables) fit in it.
    package var cell: Duration
    /// One call with its pages and retries.
    package var call: Duration
    /// Detail calls of one cell in flight at once.
    package var details: Int
    /// How often details that AWS refused for too many requests are asked for once more.
    package var throttledAgain = 3

    package init(cell: Duration = .seconds(600), call: Duration = .seconds(60), details: Int = 8) {
        self.cell = cell
        self.call = call
        self.details = details
    }
}
