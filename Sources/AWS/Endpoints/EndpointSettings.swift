/// What an account and its profile say of how AWS is reached: accounts that say the same reach it the same way.
///
/// - Shape: holds no credential; the environment's variables count for all accounts and are not among it.
struct EndpointSettings: Sendable, Hashable {
    /// The account's own `endpoint_url`, and the account's name for errors; nil without one.
    let replacement: Replacement?
    /// Of calls that name no region; nil takes the first of all.
    let partition: String?
    let usesFIPS: Bool?
    let usesDualStack: Bool?
    /// The account's profile with no other settings than these; nil when it has none of them.
    let profile: Profile?
    /// The `services` section that the profile names.
    let services: ServiceEndpoints?

    struct Replacement: Sendable, Hashable {
        let url: String
        let account: String
    }

    /// The settings of a profile that count here.
    static let names = [
        "endpoint_url", "ignore_configured_endpoint_urls", "use_fips_endpoint", "use_dualstack_endpoint",
        "max_attempts", "retry_mode",
    ]
}

extension EndpointSettings {
    /// What `access` says, and its profile as the shared files have it now.
    ///
    /// - Cost: reads both files.
    /// - Throws: `APIError` (`credentialsMissing`) when a part of them that counts cannot be read.
    init(_ access: AccountAccess, environment: HostEnvironment) throws(APIError) {
        replacement = access.endpointURL.map { Replacement(url: $0, account: access.name) }
        partition = access.partition ?? access.source.rolePartition
        usesFIPS = access.usesFIPS
        usesDualStack = access.usesDualStack
        guard let name = access.source.profileName(environment) else {
            profile = nil
            services = nil
            return
        }
        let profiles = try SharedProfiles(environment)
        let found = try profiles.profile(name)
        let settings = Self.names.reduce(into: [String: String]()) { $0[$1] = found?[$1] }
        services = found.flatMap(profiles.services)
        profile = settings.isEmpty && services == nil ? nil : Profile(name: name, settings: settings)
    }

    /// The endpoint that the profile sets for a service, in its `services` section or for all.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
    /// - Throws: `APIError` (`credentialsMissing`) with file and line when a part of the section could not be read.
    func endpointURL(of service: String) throws(APIError) -> String? {
        if let url = try services?.url(of: service) { return url }
        return profile?["endpoint_url"]
    }
}
