/// config.yaml as values: what every room that needs settings gets.
///
/// - Shape: names are unique, patterns are kept as written (`eu-*`); expansion needs AWS and is the Collector's.
package struct Configuration: Sendable {
    package var accounts: [Account]
    /// Whose members are accounts, too.
    package var organization: Organization?
    /// Region names and patterns for accounts that name none; the configuration's order.
    package var regions: [String]
    /// The service menus, in order.
    package var menus: [Menu]
    /// Tables with names, in order.
    package var views: [NamedView] = []
    /// The zone that the `route53` menu entry opens.
    package var route53: Route53?
    /// How often a kind is read, where it differs from its declaration.
    package var refresh: [String: Duration]
    /// How long AWS may take.
    package var timeouts: Timeouts
    package var kindsDirectory: String?
    package var modelsDirectory: String?
    /// `host:port`.
    package var listen: String
    /// How the pages are reached there.
    package var serving = Serving()
    /// Takes the place of every AWS endpoint.
    package var endpointURL: String?
    package var environments: [EnvironmentRule]
    /// The account that `/` opens, or `all`; nil leaves it to the first.
    package var defaultAccount: String?
    /// The region that `/` opens, or `all`; nil leaves it to the first.
    package var defaultRegion: String?
    /// The view or kind that `/` opens; nil leaves it to the first menu entry.
    package var defaultService: String?
    /// How people get into the AWS console, for accounts that do not say so themselves.
    package var console = ConsoleAccess()
    /// What the sections of the lenses were read as, by name; asked for through `section(_:as:)`.
    package var sections: [String: any Sendable]

    package init(
        accounts: [Account] = [], regions: [String] = [], menus: [Menu] = [], route53: Route53? = nil,
        refresh: [String: Duration] = [:], timeouts: Timeouts = Timeouts(), kindsDirectory: String? = nil,
        modelsDirectory: String? = nil, listen: String = "127.0.0.1:5000", endpointURL: String? = nil,
        environments: [EnvironmentRule] = [],
        defaultAccount: String? = nil, defaultRegion: String? = nil, defaultService: String? = nil,
        sections: [String: any Sendable] = [:], organization: Organization? = nil
    ) {
        self.accounts = accounts
        self.organization = organization
        self.regions = regions
        self.menus = menus
        self.route53 = route53
        self.refresh = refresh
        self.timeouts = timeouts
        self.kindsDirectory = kindsDirectory
        self.modelsDirectory = modelsDirectory
        self.listen = listen
        self.endpointURL = endpointURL
        self.environments = environments
        self.defaultAccount = defaultAccount
        self.defaultRegion = defaultRegion
        self.defaultService = defaultService
        self.sections = sections
    }

    /// How people get into the console of the account named `name`.
    package func consoleAccess(to name: String) -> ConsoleAccess {
        let own = accounts.first { $0.name == name }?.console
        return ConsoleAccess(portal: own?.portal ?? console.portal, role: own?.role ?? console.role)
    }

    /// The profile by which people's own command lines know the account named `name`; nil where none is written.
    package func commandProfile(of name: String) -> String? {
        accounts.first { $0.name == name }.flatMap { $0.commandProfile ?? $0.profile }
    }

    /// What a lens's own section was read as; nil when the file has none.
    package func section<Section: Sendable>(_ name: String, as type: Section.Type) -> Section? {
        sections[name] as? Section
    }
}
