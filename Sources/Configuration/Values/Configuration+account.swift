extension Configuration {
    /// One account of the matrix.
    package struct Account: Sendable, Hashable {
        package var name: String
        /// This and the next two may be `env:NAME`, which stands for the value of an environment variable.
        package var accessKeyID: String?
        package var secretAccessKey: String?
        /// Of a temporary access key.
        package var sessionToken: String?
        /// The role to assume, with its own keys or profile, else those of `sourceAccount`, else the environment's.
        package var roleARN: String?
        /// The account whose credentials assume `roleARN`; names no cycle.
        package var sourceAccount: String?
        package var externalID: String?
        package var profile: String?
        package var accountID: String?
        /// Its own regions or patterns; empty takes the configuration's.
        package var regions: [String]
        package var group: String?
        /// The environment of everything in it that no other rule names.
        package var environment: String?
        /// Whether AWS's FIPS endpoints are used; nil leaves it to the environment and the profile.
        package var usesFIPS: Bool?
        /// Whether AWS's dual-stack endpoints are used; nil leaves it to the environment and the profile.
        package var usesDualStack: Bool?
        /// How people get into its AWS console themselves; what is nil here is the configuration's.
        package var console = ConsoleAccess()
        /// The profile by which people's own command lines know it, for commands to copy; nil takes `profile`.
        package var commandProfile: String?

        package init(
            name: String, accessKeyID: String? = nil, secretAccessKey: String? = nil, roleARN: String? = nil,
            externalID: String? = nil, profile: String? = nil, accountID: String? = nil, regions: [String] = [],
            group: String? = nil, environment: String? = nil, sourceAccount: String? = nil, sessionToken: String? = nil
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
            self.sourceAccount = sourceAccount
            self.sessionToken = sessionToken
        }
    }
}

extension Configuration.Account: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name alone: no description, dump or mirror of a configuration shows a secret.
    package var description: String { "Account(\(name))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
