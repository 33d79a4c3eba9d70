/// Finds where a call goes.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints", for the order of overrides.
struct EndpointResolver: Sendable {
    let partitions: Partitions
    let environment: HostEnvironment

    /// The region of calls that belong to none.
    static let globalRegion = "global"

    /// The endpoint of `service` (its name in shared profiles, `elastic_load_balancing_v2`) for `region`.
    ///
    /// - Throws: `APIError`: `unsupported` where the partition does not have the service, `unreachable` for a region that fits no partition, `refused` for an override that is no endpoint.
    func endpoint(
        of facts: EndpointFacts, region: String, for access: AccountAccess
    ) throws(APIError) -> Endpoint {
        let partition = try partition(of: region, for: access)
        let global = facts.global[partition.name]
        let signingRegion =
            global?.signingRegion ?? (region == Self.globalRegion ? partition.signingRegion : region)
        if let replacement = try replacement(facts, signingRegion: signingRegion, for: access) { return replacement }
        if let global {
            return Endpoint(
                scheme: "https", host: global.host, basePath: "", signingRegion: signingRegion, isReplacement: false)
        }
        guard facts.global.isEmpty else {
            throw APIError(.unsupported, "\(facts.prefix) does not exist in the partition \(partition.name)")
        }
        let host =
            facts.hosts[partition.name]?[signingRegion] ?? partition.host(service: facts.prefix, region: signingRegion)
        return Endpoint(scheme: "https", host: host, basePath: "", signingRegion: signingRegion, isReplacement: false)
    }

    /// The partition of a region; that of the account for `global`.
    func partition(of region: String, for access: AccountAccess) throws(APIError) -> Partitions.Partition {
        guard region == Self.globalRegion else {
            guard let partition = partitions.partition(of: region) else {
                throw APIError(.unreachable, "no partition of AWS has a region \(region)")
            }
            return partition
        }
        let name = access.partition ?? access.source.rolePartition ?? partitions.all.first?.name ?? "aws"
        guard let partition = partitions[name] else {
            throw APIError(.unreachable, "there is no partition \(name)")
        }
        return partition
    }

    private func replacement(
        _ facts: EndpointFacts, signingRegion: String, for access: AccountAccess
    ) throws(APIError) -> Endpoint? {
        if let url = access.endpointURL {
            return try Endpoint(
                url: url, from: "endpoint_url of \(access.name)", signingRegion: signingRegion, allowingPlainText: true)
        }
        guard environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.lowercased() != "true" else { return nil }
        for variable in ["AWS_ENDPOINT_URL_\(facts.variable)", "AWS_ENDPOINT_URL"] {
            guard let url = environment[variable] else { continue }
            return try Endpoint(url: url, from: variable, signingRegion: signingRegion, allowingPlainText: false)
        }
        guard let profile = access.source.profileName(environment) else { return nil }
        let url = try SharedProfiles(environment).endpoint(service: facts.variable.lowercased(), profile: profile)
        return try url.map { (url) throws(APIError) in
            try Endpoint(
                url: url, from: "endpoint_url of the profile \(profile)", signingRegion: signingRegion,
                allowingPlainText: false)
        }
    }
}

extension AccountAccess.Source {
    /// The partition of the role that the account is entered by.
    var rolePartition: String? {
        guard case .role(let arn, _, _) = self else { return nil }
        return AssumedRole(arn: arn).partition
    }

    /// The profile that the account is entered by, or that the environment falls back to.
    fileprivate func profileName(_ environment: HostEnvironment) -> String? {
        switch self {
        case .keys: nil
        case .environment: environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] ?? "default"
        case .profile(let name): name
        case .role(_, _, let base): base.profileName(environment)
        }
    }
}
