/// config.yaml as values: what every room that needs settings gets.
///
/// - Shape: names are unique, patterns are kept as written (`eu-*`); expansion needs AWS and is the Collector's.
package struct Configuration: Sendable {
    package var accounts: [Account]
    /// Region names and patterns for accounts that name none; the configuration's order.
    package var regions: [String]
    /// The service menus, in order.
    package var menus: [Menu]
    /// The zone that the `route53` menu entry opens.
    package var route53: Route53?
    /// How often a kind is read, where it differs from its declaration.
    package var refresh: [String: Duration]
    package var kindsDirectory: String?
    package var modelsDirectory: String?
    /// `host:port`.
    package var listen: String
    /// Takes the place of every AWS endpoint.
    package var endpointURL: String?
    package var environments: [EnvironmentRule]

    package init(
        accounts: [Account] = [], regions: [String] = [], menus: [Menu] = [], route53: Route53? = nil,
        refresh: [String: Duration] = [:], kindsDirectory: String? = nil, modelsDirectory: String? = nil,
        listen: String = "127.0.0.1:5000", endpointURL: String? = nil, environments: [EnvironmentRule] = []
    ) {
        self.accounts = accounts
        self.regions = regions
        self.menus = menus
        self.route53 = route53
        self.refresh = refresh
        self.kindsDirectory = kindsDirectory
        self.modelsDirectory = modelsDirectory
        self.listen = listen
        self.endpointURL = endpointURL
        self.environments = environments
    }
}

extension Configuration {
    /// One account of the matrix.
    package struct Account: Sendable, Hashable {
        package var name: String
        package var accessKeyID: String?
        package var secretAccessKey: String?
        package var roleARN: String?
        package var externalID: String?
        package var profile: String?
        package var accountID: String?
        /// Its own regions or patterns; empty takes the configuration's.
        package var regions: [String]
        package var group: String?
        /// The environment of everything in it that no other rule names.
        package var environment: String?

        package init(
            name: String, accessKeyID: String? = nil, secretAccessKey: String? = nil, roleARN: String? = nil,
            externalID: String? = nil, profile: String? = nil, accountID: String? = nil, regions: [String] = [],
            group: String? = nil, environment: String? = nil
        ) {
            self.name = name
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
            self.roleARN = roleARN
            self.externalID = externalID
            self.profile = profile
            self.accountID = accountID
            self.regions = regions
            self.group = group
            self.environment = environment
        }
    }

    /// One drop-down of services.
    package struct Menu: Sendable, Hashable {
        package var title: String
        /// Words of views or kinds, as written and known.
        package var entries: [String]

        package init(title: String, entries: [String]) {
            self.title = title
            self.entries = entries
        }
    }

    /// The configured zone: what the `route53` menu entry opens, and what is read when listing zones is denied.
    package struct Route53: Sendable, Hashable {
        package var account: String
        package var domain: String?
        package var zoneID: String?

        package init(account: String, domain: String?, zoneID: String?) {
            self.account = account
            self.domain = domain
            self.zoneID = zoneID
        }
    }

    /// One rule that names a resource's environment; the first that matches counts.
    package enum EnvironmentRule: Sendable, Hashable {
        /// The value of the first of these tags (keys compared without case).
        case tags([String])
        /// `environment` where the stack's name matches the RE2 pattern.
        case stack(pattern: String, environment: String)
        /// `environment` where the resource's name matches the RE2 pattern.
        case name(pattern: String, environment: String)
    }
}
