/// How to get credentials: a value that says everything and does nothing yet.
indirect enum CredentialPlan: Sendable, Hashable {
    case fixed(Credentials)
    case assume(AssumedRole, with: CredentialPlan)
    case webIdentity(WebIdentity)
    case signOn(SignOn)
    case process(CredentialProcess)
    case container(ContainerCredentials)
    /// At the end of a chain, `tried` says what stood before it and had none.
    case instance(InstanceCredentials, tried: [String])
}

extension CredentialPlan {
    /// The plan for `source`.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) that says what is missing and where.
    init(_ source: AccountAccess.Source, environment: HostEnvironment) throws(APIError) {
        switch source {
        case .keys(let accessKeyID, let secretAccessKey, let sessionToken):
            self = try .fixed(
                Credentials(
                    accessKeyID: Self.resolved(accessKeyID, "aws_access_key_id", environment),
                    secretAccessKey: Self.resolved(secretAccessKey, "aws_secret_access_key", environment),
                    sessionToken: sessionToken.map { (token) throws(APIError) in
                        try Self.resolved(token, "aws_session_token", environment)
                    }))
        case .environment: self = try CredentialChain(environment, profile: nil).plan()
        case .profile(let name): self = try CredentialChain(environment, profile: name).plan()
        case .role(let arn, let externalID, let base):
            let role = AssumedRole(arn: arn, externalID: externalID)
            guard role.partition != nil else {
                throw APIError(.credentialsMissing, "\(arn) is not the ARN of a role")
            }
            self = try .assume(role, with: CredentialPlan(base, environment: environment))
        }
    }

    /// A value of the configuration, or that of the variable which `env:NAME` refers to.
    private static func resolved(
        _ value: String, _ key: String, _ environment: HostEnvironment
    ) throws(APIError) -> String {
        guard value.hasPrefix("env:") else { return value }
        let name = String(value.dropFirst(4))
        guard let found = environment[name] else {
            throw APIError(
                .credentialsMissing,
                "\(key) refers to the environment variable \(APIError.safe(name, limit: 64)), which is not set")
        }
        return found
    }

    /// The credentials in the environment's variables; nil when there are none.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) for a key without its secret and an unreadable time of expiration.
    static func variables(_ environment: HostEnvironment) throws(APIError) -> Credentials? {
        guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"] else { return nil }
        guard let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] else {
            throw APIError(.credentialsMissing, "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not")
        }
        let expiration = environment["AWS_CREDENTIAL_EXPIRATION"]
        let date = expiration.flatMap(WireTime.init)?.date
        guard expiration == nil || date != nil else {
            throw APIError(
                .credentialsMissing, "AWS_CREDENTIAL_EXPIRATION is no time like 2026-11-20T13:37:00Z")
        }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
            sessionToken: environment["AWS_SESSION_TOKEN"] ?? environment["AWS_SECURITY_TOKEN"], expiration: date)
    }
}
