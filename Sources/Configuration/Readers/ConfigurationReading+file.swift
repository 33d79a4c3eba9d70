import Document

/// The whole file, in the order in which its parts need each other.
extension ConfigurationReading {
    mutating func configuration(_ root: YAMLNode, isWorldReadable: Bool) -> Configuration {
        var result = Configuration()
        let own = ConfigurationKey.table.words(in: "")
        let words = own + schema.sections.map(\.name)
        // A file of comments and a start mark is as empty as one of comments alone.
        let root = root.isNothing ? YAMLNode(.mapping([]), line: 1, column: 1) : root
        guard let fields = mapping(root, as: "the file", words: words) else { return result }
        duplicates(below: root)

        result.kindsDirectory = directory(fields, "kinds_dir")
        result.modelsDirectory = directory(fields, "models_dir")
        let vocabulary = schema.vocabulary(
            ConfigurationSchema.Folders(kinds: result.kindsDirectory, models: result.modelsDirectory))

        result.regions = fields.written("regions").map { regions($0.value, as: "regions") } ?? []
        result.accounts = accounts(fields, isWorldReadable: isWorldReadable)
        result.organization = organization(fields, accounts: result.accounts)
        if regionsAreMissing(fields, result) { result.regions = environmentRegions(fields) }
        result.menus = menus(fields, vocabulary: vocabulary)
        result.views = views(fields, result, vocabulary: vocabulary)
        result.route53 = route53(fields, menus: result.menus, accounts: result.accounts)
        result.refresh = refresh(fields, vocabulary: vocabulary)
        result.timeouts = timeouts(fields)
        result.environments = environments(fields)
        result.defaultAccount = defaultAccount(fields, result)
        result.defaultRegion = defaultRegion(fields, result)
        result.defaultService = defaultService(fields, vocabulary: vocabulary)
        result.console = console(fields)
        checkConsole(fields, result)
        if let listen = listen(fields) { result.listen = listen }
        result.serving = serving(fields)
        result.endpointURL = endpointURL(fields)
        for section in schema.sections {
            guard let field = fields.written(section.name) else { continue }
            result.sections[section.name] = section.read(field.value, &self)
        }
        return result
    }
}
