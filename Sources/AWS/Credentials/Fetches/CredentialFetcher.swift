/// Gets the credentials of one account: does what its plan says.
struct CredentialFetcher: Sendable {
    let access: AccountAccess
    let environment: HostEnvironment
    let endpoints: EndpointResolver
    let exchange: Exchange
    let shared: SharedSources
    /// The gates of the account's own questions to STS, one for each region.
    private let gates: TokenServiceGates

    /// How long the credentials that assume a role may take: longer than any program.
    private static let patience = Duration.seconds(90)
    private let plain: PlainExchange

    init(
        access: AccountAccess, environment: HostEnvironment, endpoints: EndpointResolver, exchange: Exchange,
        shared: SharedSources
    ) {
        self.access = access
        self.environment = environment
        self.endpoints = endpoints
        self.exchange = exchange
        self.shared = shared
        gates = TokenServiceGates(time: exchange.time)
        plain = PlainExchange(http: exchange.http, time: exchange.time, jitter: exchange.jitter)
    }

    /// Credentials, from files and variables as they are now.
    ///
    /// - Throws: `APIError`.
    func fetch() async throws(APIError) -> Credentials {
        try await fetch(CredentialPlan(access.source, environment: environment))
    }

    /// Does what `plan` says, from its innermost credentials outwards.
    func fetch(_ plan: CredentialPlan) async throws(APIError) -> Credentials {
        switch plan {
        case .fixed(let credentials): return credentials
        case .assume(let role, let base): return try await assume(role, with: base)
        case .webIdentity(let identity): return try await assume(identity)
        case .signOn(let signOn): return try await credentials(of: signOn)
        case .process(let process): return try await process.credentials(environment)
        case .container(let container):
            return try await ContainerMetadata(exchange: plain).credentials(container, environment)
        case .instance(let instance, let tried):
            do throws(APIError) {
                return try await InstanceMetadata(exchange: plain, date: exchange.date).credentials(instance)
            } catch {
                guard error.code == .credentialsMissing, !tried.isEmpty else { throw error }
                throw APIError(
                    .credentialsMissing,
                    "no credentials found: \((tried + [error.message]).joined(separator: "; "))")
            }
        }
    }

    /// To whom `credentials` belong.
    func identity(of credentials: AccountCredentials) async throws(APIError) -> CallerIdentity {
        try await anywhere(in: home().name) { (endpoint, deadline) throws(APIError) in
            try await SecurityTokenService(exchange: exchange).callerIdentity(
                context(endpoint, credentials, gates, deadline, action: "sts:GetCallerIdentity"))
        }
    }

    private func assume(_ role: AssumedRole, with base: CredentialPlan) async throws(APIError) -> Credentials {
        let owner = shared.owner(of: base, for: access, exchange) { () throws(APIError) in try await fetch(base) }
        // A program may take longer than STS; it is not what the call's own deadline is for.
        _ = try await owner.credentials.credentials(before: exchange.time.now() + Self.patience)
        let home = try home().name
        return try await anywhere(in: role.partition ?? home) { (endpoint, deadline) throws(APIError) in
            try await SecurityTokenService(exchange: exchange).assume(
                role, context(endpoint, owner.credentials, owner.gates, deadline))
        }
    }

    private func assume(_ identity: WebIdentity) async throws(APIError) -> Credentials {
        guard let bytes = try environment.readFile(identity.tokenFile) else {
            throw APIError(.credentialsMissing, "the web identity token file \(identity.tokenFile) is not there")
        }
        let token = String(decoding: bytes, as: UTF8.self)
        guard !token.isEmpty, token.utf8.count <= 20_000 else {
            throw APIError(.credentialsMissing, "the web identity token file \(identity.tokenFile) holds no token")
        }
        let home = try home().name
        return try await anywhere(in: identity.role.partition ?? home) { (endpoint, deadline) throws(APIError) in
            try await SecurityTokenService(exchange: exchange).assume(
                identity.role, webIdentity: token, at: endpoint, over: plain, before: deadline)
        }
    }

    private func credentials(of signOn: SignOn) async throws(APIError) -> Credentials {
        let service = SignOnService(exchange: plain, date: exchange.date)
        let deadline = exchange.time.now() + AccountSessions.patience
        let endpoints = SignOnEndpoints.resolver(like: endpoints)
        let portal = try endpoints.endpoint(of: "sso", region: signOn.region, for: access)
        let issuer = try endpoints.endpoint(of: "sso-oidc", region: signOn.region, for: access)
        let token = try await shared.token(of: signOn, environment) { (token) throws(APIError) in
            try await service.renewed(token, of: signOn, environment, at: issuer, before: deadline)
        }
        return try await service.credentials(signOn, token: token, at: portal, before: deadline)
    }

    private func context(
        _ endpoint: Endpoint, _ credentials: AccountCredentials, _ gates: TokenServiceGates,
        _ deadline: ContinuousClock.Instant, action: String = "sts:AssumeRole"
    ) -> Exchange.Context {
        Exchange.Context(
            endpoint: endpoint, signingName: "sts", action: action, policy: .standard,
            gate: gates.gate(to: endpoint), credentials: credentials, deadline: deadline)
    }

    private func home() throws(APIError) -> Partitions.Partition {
        try endpoints.partition(of: EndpointResolver.globalRegion, for: access)
    }

    /// Asks STS in this machine's region, in the partition's first one, then in its second, while they are out of reach:
    /// any region's STS will do.
    ///
    /// A region that is silent has its share of the time and leaves the rest to the others.
    private func anywhere<T>(
        in partition: String, _ call: (Endpoint, ContinuousClock.Instant) async throws(APIError) -> T
    ) async throws(APIError) -> T {
        guard let partition = endpoints.partitions[partition] else {
            throw APIError(.unreachable, "there is no partition \(partition)")
        }
        let end = exchange.time.now() + AccountSessions.patience
        let own = (environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"]).flatMap {
            partition.regions[$0] == nil ? nil : $0
        }
        let regions = [own].compactMap(\.self) + partition.tokenServiceRegions.filter { $0 != own }
        var failure: APIError?
        for (number, region) in regions.enumerated() {
            let endpoint = try endpoints.endpoint(of: "sts", region: region, for: access)
            let now = exchange.time.now()
            // What takes the place of AWS does so in every region.
            let share = endpoint.isReplacement ? end - now : (end - now) / (regions.count - number)
            do throws(APIError) { return try await call(endpoint, now + share) } catch {
                // The account need not have enabled this machine's region.
                let mayBeElsewhere: Set<APIError.Code> =
                    region == own
                    ? [.unreachable, .timeout, .tls, .badResponse, .credentialsInvalid, .regionDisabled]
                    : [.unreachable, .timeout, .tls, .badResponse]
                guard mayBeElsewhere.contains(error.code), !endpoint.isReplacement else { throw error }
                failure = failure ?? error
            }
        }
        throw failure ?? APIError(.unreachable, "the partition \(partition.name) has no region to ask")
    }
}

extension Partitions.Partition {
    /// Regions that no account has to enable, the usual one first.
    fileprivate var tokenServiceRegions: [String] {
        let others = ["us-west-2", "cn-north-1", "us-gov-east-1"].filter { regions[$0] != nil }
        return [signingRegion] + others
    }
}
