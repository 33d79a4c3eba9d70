/// The words that only other rooms know, against which a file is checked.
package struct ConfigurationSchema: Sendable {
    /// The regions of every partition.
    package var regions: [String]
    /// What counts where the file names no regions (`AWS_REGION`); nil without it.
    package var environmentRegion: String?
    /// The words of views and kinds, given the folder of the user's own kinds (resolved, nil without one).
    package var vocabulary: @Sendable (_ kindsDirectory: String?) -> Vocabulary
    /// The sections that lenses bring.
    package var sections: [ConfigurationSection]
    /// Names that no account may have, because a URL begins with them.
    package var reservedNames: Set<String>
    /// What is wrong with an RE2 pattern; nil for a good one.
    package var patternFault: @Sendable (_ pattern: String) -> String?
    /// Whether a directory can be read.
    package var directoryExists: @Sendable (_ path: String) -> Bool

    package init(
        regions: [String], vocabulary: @escaping @Sendable (_ kindsDirectory: String?) -> Vocabulary,
        sections: [ConfigurationSection] = [], reservedNames: Set<String> = Self.reservedNames,
        patternFault: @escaping @Sendable (_ pattern: String) -> String? = { _ in nil },
        directoryExists: @escaping @Sendable (_ path: String) -> Bool = ConfigurationFile.isDirectory
    ) {
        self.regions = regions
        self.vocabulary = vocabulary
        self.sections = sections
        self.reservedNames = reservedNames
        self.patternFault = patternFault
        self.directoryExists = directoryExists
    }

    /// The first segments of URLs that are not accounts: everything, files, machinery and the lenses.
    package static let reservedNames: Set<String> = [
        "all", "static", "-", "find", "overview", "matrix", "changes", "schedules", "rules", "spot", "pipelines",
        "env", "sql",
    ]
}

/// The words that menus, `default_service`, `refresh` and `views` may use.
package struct Vocabulary: Sendable {
    /// Each view's word with the kinds that it shows.
    package var views: [(word: String, kinds: [String])]
    package var kinds: [String]
    /// Kinds without a page of their own, which only `refresh` may name.
    package var hiddenKinds: [String] = []
    /// What is wrong with the filter, the order or the columns of a named view.
    package var faults: @Sendable (Configuration.NamedView) -> [Configuration.ViewFault] = { _ in [] }

    package init(views: [(word: String, kinds: [String])], kinds: [String]) {
        self.views = views
        self.kinds = kinds
    }

    /// Views first: they are what menus have always named.
    var words: [String] { views.map(\.word) + kinds }

    /// The kinds meant by the word of a kind or a view; nil for an unknown word.
    func kinds(of word: String) -> [String]? {
        if kinds.contains(word) { return [word] }
        return views.first { $0.word == word }?.kinds
    }
}
