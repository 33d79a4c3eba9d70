package import Inventory

/// The organization whose members are read, as the collector needs it.
package struct OrganizationSettings: Sendable {
    /// The configured account through which it is listed.
    package var account: String
    /// Ids, names or patterns of names (`Sandbox*`) that are not read.
    package var exclude: [String]
    package var regions: RegionPatterns
    /// That of the account through which it is listed.
    package var partition: Partition
    /// The heading of the members in menus.
    package var group: String?
    /// How often it is listed.
    package var every: Duration
    /// Names that no member may get, because a URL begins with them.
    package var reservedNames: Set<String>
    /// The ids that the configuration itself gives, by account name.
    package var configuredIDs: [String: String]
    /// Lets the client into members: called with all of them, before any other call for one.
    package var admit: @Sendable ([OrganizationMember]) -> Void

    package init(
        account: String, exclude: [String] = [], regions: RegionPatterns, partition: Partition = .standard,
        group: String? = nil, every: Duration = .seconds(3_600), reservedNames: Set<String> = [],
        configuredIDs: [String: String] = [:],
        admit: @escaping @Sendable ([OrganizationMember]) -> Void
    ) {
        self.account = account
        self.exclude = exclude
        self.regions = regions
        self.partition = partition
        self.group = group
        self.every = every
        self.reservedNames = reservedNames
        self.configuredIDs = configuredIDs
        self.admit = admit
    }
}

/// One member account that is read.
package struct OrganizationMember: Sendable, Hashable {
    /// What elastatus calls it: fit for a URL, unlike every other account's.
    package let name: String
    /// Twelve digits.
    package let id: String

    package init(name: String, id: String) {
        self.name = name
        self.id = id
    }
}
