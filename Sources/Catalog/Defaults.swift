/// The bounds of this room.
enum Defaults {
    /// Kind files in one folder; more is a mistake in `kinds_dir`.
    static let filesPerFolder = 1000
    /// Characters of a word that names a kind, view or column; it stands in addresses and table heads.
    static let wordLength = 40
    /// Columns of one kind.
    static let columns = 200
    /// Entries of one list or mapping besides columns: attachments, endpoints, inputs.
    static let entries = 100
    /// Characters of a title.
    static let titleLength = 60
    /// Characters of a help sentence.
    static let helpLength = 200
    /// Characters of a command.
    static let commandLength = 400
    /// Characters of a quotation in a message.
    static let quotedCharacters = 80
    /// The shortest `every`, in seconds: faster would only be throttled.
    static let shortestEverySeconds = 30
    /// The longest `every`, in seconds: one week.
    static let longestEverySeconds = 604_800
    /// Items of one batch call: no AWS operation takes more.
    static let batchSize = 1...1000
    /// How deep a path is followed through the model; some shapes contain themselves.
    static let outlineDepth = 64
}
