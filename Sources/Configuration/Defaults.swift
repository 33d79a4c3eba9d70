/// Figures and words of this room, each with its reason.
enum Defaults {
    /// Problems listed one by one; more is not read by anybody.
    static let shownProblems = 1_000
    /// Problems kept to be sorted; the rest of a file that is no configuration at all is only counted.
    static let keptProblems = 10_000
    /// Words for which a better one is looked for, and words compared with each: a comparison costs a microsecond.
    static let suggestions = 100
    static let suggestionWords = 1_000
    /// Accounts that may stand between a role and the credentials that assume it.
    static let sourceChain = 8
    /// Characters of a file's own text that a message repeats; enough to recognise it.
    static let shownCharacters = 64
    /// Characters of an account's name; it stands in every URL and menu.
    static let accountNameLength = 128
    /// Characters of a pattern; longer ones are mistakes and cost compilation time.
    static let patternLength = 1_000
    /// Views of the menu "Views"; nobody reads a longer one.
    static let namedViews = 100
    /// Seconds between two reads of a kind: below, AWS throttles; above, an age of days is shown anyway.
    static let refreshSeconds: ClosedRange<Int64> = 5...604_800
    /// Seconds between two listings of an organization: accounts come and go by the day.
    static let organizationSeconds: ClosedRange<Int64> = 60...86_400
    /// Seconds that a call, or a part of one, may take: a cell has ten minutes for all of its calls.
    static let timeoutSeconds: ClosedRange<Int64> = 1...600
    /// Where pages are served when the file does not say.
    static let listen = "127.0.0.1:5000"
    /// Characters of `base_path`; it stands in every link.
    static let basePathLength = 200
    /// The tag keys that most companies use for the environment.
    static let environmentTags = ["environment", "env", "stage"]
    /// The values that the sample file names for `route53`: they name nothing.
    static let placeholderZones: Set<String> = ["mydomain", "myzoneid"]
}
