/// What `--version` says.
enum Version {
    /// The release this is, or is becoming.
    static let current = "0.1.0"
    /// When its manual page was last changed, as mdoc(7) has dates.
    static let date = "November 21, 2026"
}
