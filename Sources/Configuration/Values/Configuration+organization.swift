extension Configuration {
    /// The organization whose accounts are read without being named one by one.
    package struct Organization: Sendable, Hashable {
        /// The account of this file that may list the others, and whose credentials assume their role.
        package var account: String
        /// The role that every member has; without path.
        package var role: String
        package var externalID: String?
        /// Regions or patterns of the members; empty takes the configuration's.
        package var regions: [String]
        /// The heading under which menus list the members.
        package var group: String?
        /// Ids, names or patterns of names that are not read.
        package var exclude: [String]
        /// How often the members are listed.
        package var every: Duration

        package init(
            account: String, role: String, externalID: String? = nil, regions: [String] = [], group: String? = nil,
            exclude: [String] = [], every: Duration = .seconds(3_600)
        ) {
            self.account = account
            self.role = role
            self.externalID = externalID
            self.regions = regions
            self.group = group
            self.exclude = exclude
            self.every = every
        }
    }
}

extension Configuration.Organization: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// An external id is half a secret: no dump shows it.
    package var description: String { "Organization(\(account))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["account": account, "role": role]) }
}
