/// A line to paste into a terminal or a program's settings.
package struct Paste: Sendable, Hashable {
    /// What it is for: `psql`, `JDBC`, `URL`.
    package let label: String
    /// Never with a user, a password or any other secret.
    package let text: String

    package init(_ label: String, _ text: String) {
        self.label = label
        self.text = text
    }
}
