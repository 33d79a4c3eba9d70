import AWS
import Catalog
import Configuration
import Inventory

/// The names that only a configuration and the installation know.
///
/// - Shape: what cannot be read gives none: nobody wants an error in the middle of a word.
struct CompletionSource {
    let config: String?

    /// The words that may stand where `query` asks, each whole.
    func words(for query: CompletionQuery) -> [CompletionQuery.Candidate] {
        switch query.values {
        case nil, .anything?, .files?, .folders?: []
        case .words(let words)?: words.map { CompletionQuery.Candidate(word: query.prefix + $0) }
        case .accounts?:
            list((configuration?.accounts ?? []).map { ($0.name, "") } + [("all", "Every account.")], query)
        case .regions?: list(regions.map { ($0, "") } + [("all", "Every region.")], query)
        case .views?:
            list(kinds.views.map { ($0.name, $0.title) } + kinds.kinds.map { ($0.name, $0.title) }, query)
        case .kinds?: list(kinds.kinds.map { ($0.name, $0.title) }, query)
        case .services?: (models?.services ?? []).map { CompletionQuery.Candidate(word: query.prefix + $0) }
        case .operations?: operations(of: query.operands.last ?? "").map { CompletionQuery.Candidate(word: $0) }
        }
    }

    /// Names of which several may stand there, parted by commas: those before the last comma stay, and do not come again.
    private func list(_ names: [(String, String)], _ query: CompletionQuery) -> [CompletionQuery.Candidate] {
        let given = query.value.split(separator: ",", omittingEmptySubsequences: false).dropLast().map(String.init)
        let before = query.prefix + given.map { "\($0)," }.joined()
        var seen = Set(given)
        return names.filter { seen.insert($0.0).inserted && (given.isEmpty || $0.0 != "all") }.map { name, help in
            CompletionQuery.Candidate(word: before + name, help: help)
        }
    }

    private var installation: Installation? { try? Installation.find() }

    private var models: ModelStore? {
        try? installation?.services(and: configuration?.modelsDirectory).models
    }

    private var configuration: Configuration? {
        guard let installation, let path = try? ConfigurationPlace.path(config),
            let partitions = try? installation.services().partitions
        else { return nil }
        // Menus and periods are nobody's concern here, so no kind has to be read.
        let schema = ConfigurationSchema(
            regions: partitions.allRegions, vocabulary: { _ in Vocabulary(views: [], kinds: []) })
        return ConfigurationReader.read(path: path, schema: schema).configuration
    }

    /// Those that the configuration names, patterns written out; all there are without one.
    private var regions: [String] {
        guard let known = try? installation?.services().partitions.allRegions else { return [] }
        guard let configuration else { return known }
        var seen: Set<String> = []
        let patterns = configuration.regions + configuration.accounts.flatMap(\.regions)
        return patterns.flatMap { pattern in
            pattern.contains("*") ? known.sorted().filter { Wildcard.matches($0, pattern) } : [pattern]
        }.filter { seen.insert($0).inserted }
    }

    private var kinds: KindSet {
        guard let installation, let models else { return KindSet(kinds: [], views: []) }
        return Catalog.load(folders: installation.kindFolders(and: configuration?.kindsDirectory), models: models).kinds
    }

    /// The operations of a service that can be called, as the AWS command line writes them.
    private func operations(of service: String) -> [String] {
        guard let model = try? models?.model(of: service) else { return [] }
        return model.operations.values.filter { $0.use == .reading }.map { Self.dashed($0.name.operation) }.sorted()
    }

    /// `describe-db-instances` for `DescribeDBInstances`.
    static func dashed(_ name: String) -> String {
        let letters = Array(name)
        var result = ""
        for (index, letter) in letters.enumerated() {
            let startsWord =
                index > 0 && letter.isUppercase
                && (!letters[index - 1].isUppercase || (index + 1 < letters.count && letters[index + 1].isLowercase))
            result += (startsWord ? "-" : "") + letter.lowercased()
        }
        return result
    }
}
