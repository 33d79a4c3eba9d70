/// Follows a profile, and the profiles it names, to where keys are.
struct ProfilePlanner {
    private let environment: HostEnvironment
    private let profiles: SharedProfiles

    init(_ environment: HostEnvironment) throws(APIError) {
        self.environment = environment
        profiles = try SharedProfiles(environment)
    }

    /// The plan for the profile called `name`.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider"; order as botocore has it.
    func plan(for name: String) throws(APIError) -> CredentialPlan { try plan(for: name, after: []) }

    private func plan(for name: String, after visited: [String]) throws(APIError) -> CredentialPlan {
        guard let profile = try profiles.profile(name) else {
            throw failure(
                visited.last.map { "its profile \($0) names the profile \(name), which" } ?? "the profile \(name)",
                "does not exist")
        }
        let keys = try keys(of: profile)
        // A profile that leads a chain may name itself: its role is assumed with its own keys.
        let isRoleToAssume = profile["role_arn"] != nil && (visited.isEmpty || keys == nil)
        if isRoleToAssume { return try role(of: profile, keys: keys, visited: visited + [name]) }
        if let keys { return .fixed(keys) }
        for (setting, what) in Self.unsupported where profile[setting] != nil {
            throw failure("the profile \(name)", "wants \(what), which is not supported yet")
        }
        throw failure("the profile \(name)", "has no keys and no role")
    }

    private func role(
        of profile: Profile, keys: Credentials?, visited: [String]
    ) throws(APIError) -> CredentialPlan {
        let subject = "the profile \(profile.name)"
        if profile["web_identity_token_file"] != nil {
            throw failure(subject, "wants a web identity, which is not supported yet")
        }
        if profile["mfa_serial"] != nil {
            throw failure(subject, "needs a one-time code that nobody is here to type; use a session's keys")
        }
        guard let arn = profile["role_arn"] else { throw failure(subject, "has no role_arn") }
        var role = AssumedRole(arn: arn, externalID: profile["external_id"])
        guard role.partition != nil else { throw failure(subject, "has a role_arn that is not the ARN of a role") }
        if let sessionName = profile["role_session_name"] { role.sessionName = sessionName }
        // As botocore: a duration that is no number is left to AWS.
        role.duration = profile["duration_seconds"].flatMap { Int($0) }.map { .seconds($0) }

        switch (profile["source_profile"], profile["credential_source"]) {
        case (_?, _?): throw failure(subject, "has both source_profile and credential_source")
        case (nil, nil): throw failure(subject, "has role_arn and neither source_profile nor credential_source")
        case (let source?, nil):
            if source == profile.name {
                guard let keys else { throw failure(subject, "names itself as source_profile and has no keys") }
                return .assume(role, with: .fixed(keys))
            }
            guard !visited.contains(source) else {
                throw failure(subject, "leads in a circle: \((visited + [source]).joined(separator: " → "))")
            }
            return try .assume(role, with: plan(for: source, after: visited))
        case (nil, "Environment"?):
            guard let credentials = try CredentialPlan.variables(environment) else {
                throw failure(subject, "takes its keys from the environment, which has none")
            }
            return .assume(role, with: .fixed(credentials))
        case (nil, let source?):
            throw failure(subject, "has the credential_source \(source), which is not supported yet")
        }
    }

    private func keys(of profile: Profile) throws(APIError) -> Credentials? {
        switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
        case (let accessKeyID?, let secretAccessKey?):
            return Credentials(
                accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
                sessionToken: profile["aws_session_token"] ?? profile["aws_security_token"])
        case (nil, nil): return nil
        case (_?, nil):
            throw failure("the profile \(profile.name)", "has aws_access_key_id and no aws_secret_access_key")
        case (nil, _?):
            throw failure("the profile \(profile.name)", "has aws_secret_access_key and no aws_access_key_id")
        }
    }

    private func failure(_ subject: String, _ message: String) -> APIError {
        APIError(.credentialsMissing, "\(subject) \(message)")
    }

    /// Settings of providers that are still to come, told by name instead of "no keys".
    private static let unsupported = [
        ("credential_process", "a credential_process"), ("sso_session", "an SSO session"),
        ("sso_start_url", "an SSO session"), ("web_identity_token_file", "a web identity"),
    ]
}
