/// Finds where a call goes.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints", for the order of overrides.
struct EndpointResolver: Sendable {
    let partitions: Partitions
    let models: any APIModeling
    let environment: HostEnvironment

    /// The region of calls that belong to none.
    static let globalRegion = "global"

    /// Where calls of `service` for `region` go.
    ///
    /// - Throws: `APIError`: `unsupported` where the partition does not have the service, `unreachable` for a region that fits no partition, `refused` for an override that is no endpoint.
    func place(
        of service: String, region: String, with settings: EndpointSettings
    ) throws(APIError) -> EndpointPlace {
        let facts = try models.endpointFacts(of: service)
        let replacement = try replacement(facts, settings)
        let belongsNowhere = region == Self.globalRegion
        var signingRegion = region
        // A replacement may be asked for regions that AWS does not have.
        if replacement == nil || belongsNowhere {
            let partition = try partition(of: region, otherwise: settings.partition)
            guard facts.globalIn.isEmpty || facts.globalIn.contains(partition.name) else {
                throw APIError(.unsupported, "\(service) does not exist in the partition \(partition.name)")
            }
            if belongsNowhere { signingRegion = partition.signingRegion }
        }
        return EndpointPlace(
            facts: facts, partitions: partitions, region: signingRegion,
            flags: try EndpointFlags(settings, environment: environment), replacement: replacement)
    }

    /// The same, with what the account says now.
    ///
    /// - Cost: reads the account's profile; whoever calls often keeps its settings.
    func place(of service: String, region: String, for access: AccountAccess) throws(APIError) -> EndpointPlace {
        try place(of: service, region: region, with: settings(of: access))
    }

    /// What the account and its profile say now.
    func settings(of access: AccountAccess) throws(APIError) -> EndpointSettings {
        try EndpointSettings(access, environment: environment)
    }

    /// The endpoint of a service whose endpoints do not depend on what is asked.
    ///
    /// - Throws: `APIError` as `place` and `EndpointPlace.endpoint` do.
    func endpoint(
        of service: String, region: String, for access: AccountAccess
    ) throws(APIError) -> Endpoint {
        try place(of: service, region: region, for: access).endpoint()
    }

    /// The partition of a region; that of the account for `global`.
    func partition(of region: String, for access: AccountAccess) throws(APIError) -> Partitions.Partition {
        try partition(of: region, otherwise: access.partition ?? access.source.rolePartition)
    }

    private func partition(of region: String, otherwise own: String?) throws(APIError) -> Partitions.Partition {
        guard region == Self.globalRegion else {
            guard let partition = partitions.partition(of: region) else {
                throw APIError(.unreachable, "no partition of AWS has a region \(region)")
            }
            return partition
        }
        let name = own ?? partitions.all.first?.name ?? "aws"
        guard let partition = partitions[name] else {
            throw APIError(.unreachable, "there is no partition \(name)")
        }
        return partition
    }

    /// The profile that the account is entered by; nil without one.
    func profile(of access: AccountAccess) throws(APIError) -> Profile? {
        guard let name = access.source.profileName(environment) else { return nil }
        return try SharedProfiles(environment).profile(name)
    }

    private func replacement(
        _ facts: EndpointFacts, _ settings: EndpointSettings
    ) throws(APIError) -> Endpoint? {
        func endpoint(_ url: String, _ source: String, mayBePlain: Bool = false) throws(APIError) -> Endpoint {
            try Endpoint(url: url, from: source, signingRegion: "", allowingPlainText: mayBePlain)
        }
        if let own = settings.replacement {
            return try endpoint(own.url, "endpoint_url of \(own.account)", mayBePlain: true)
        }
        let ignores =
            environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? settings.profile?["ignore_configured_endpoint_urls"]
        guard ignores?.lowercased() != "true" else { return nil }
        for variable in ["AWS_ENDPOINT_URL_\(facts.variable)", "AWS_ENDPOINT_URL"] {
            guard let url = environment[variable] else { continue }
            return try endpoint(url, variable)
        }
        guard let url = try settings.endpointURL(of: facts.variable.lowercased()) else { return nil }
        return try endpoint(url, "endpoint_url of the profile \(settings.profile?.name ?? "")")
    }
}

extension AccountAccess.Source {
    /// The partition of the role that the account is entered by.
    var rolePartition: String? {
        guard case .role(let arn, _, _) = self else { return nil }
        return AssumedRole(arn: arn).partition
    }

    /// The profile that the account is entered by, or that the environment falls back to.
    func profileName(_ environment: HostEnvironment) -> String? {
        switch self {
        case .keys: nil
        case .environment: environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] ?? "default"
        case .profile(let name): name
        case .role(_, _, let base): base.profileName(environment)
        }
    }
}
