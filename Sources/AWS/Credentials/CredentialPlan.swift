/// How to get credentials: a value that says everything and does nothing yet.
indirect enum CredentialPlan: Sendable, Hashable {
    case fixed(Credentials)
    case assume(AssumedRole, with: CredentialPlan)
}

/// A role to assume.
struct AssumedRole: Sendable, Hashable {
    var arn: String
    var externalID: String?
    /// Shown in the account's trail, so that its owner sees who looks.
    var sessionName = "elastatus"
    /// Nil leaves it to AWS, which takes an hour.
    var duration: Duration?

    /// The partition in the role's ARN (`aws-cn`); nil when it is no ARN.
    var partition: String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam" else { return nil }
        return String(parts[1])
    }
}

extension CredentialPlan {
    /// The plan for `source`.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) that says what is missing and where.
    init(_ source: AccountAccess.Source, environment: HostEnvironment) throws(APIError) {
        switch source {
        case .keys(let accessKeyID, let secretAccessKey, let sessionToken):
            self = .fixed(
                Credentials(
                    accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken))
        case .environment:
            if let credentials = try Self.variables(environment) {
                self = .fixed(credentials)
            } else {
                let name = environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] ?? "default"
                self = try ProfilePlanner(environment).plan(for: name)
            }
        case .profile(let name):
            self = try ProfilePlanner(environment).plan(for: name)
        case .role(let arn, let externalID, let base):
            let role = AssumedRole(arn: arn, externalID: externalID)
            guard role.partition != nil else {
                throw APIError(.credentialsMissing, "\(arn) is not the ARN of a role")
            }
            self = try .assume(role, with: CredentialPlan(base, environment: environment))
        }
    }

    /// The credentials in the environment's variables; nil when there are none.
    static func variables(_ environment: HostEnvironment) throws(APIError) -> Credentials? {
        guard let accessKeyID = environment["AWS_ACCESS_KEY_ID"] else { return nil }
        guard let secretAccessKey = environment["AWS_SECRET_ACCESS_KEY"] else {
            throw APIError(.credentialsMissing, "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not")
        }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
            sessionToken: environment["AWS_SESSION_TOKEN"] ?? environment["AWS_SECURITY_TOKEN"])
    }
}
