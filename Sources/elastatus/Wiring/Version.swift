/// What `--version` says.
enum Version {
    /// The release this is, or is becoming.
    static let current = "0.1.0"
}
