/// Follows a profile with a role, and the profiles it names, to where credentials are.
struct RoleLinks {
    let environment: HostEnvironment
    let profiles: SharedProfiles

    /// Whether `profile` has a role that is assumed with other credentials.
    static func namesRole(_ profile: Profile) -> Bool {
        profile["role_arn"] != nil && profile["web_identity_token_file"] == nil
    }

    /// The plan for `profile`'s role.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider"; order as botocore has it.
    func plan(for profile: Profile) throws(APIError) -> CredentialPlan { try plan(for: profile, after: []) }

    private func plan(for profile: Profile, after earlier: [String]) throws(APIError) -> CredentialPlan {
        let visited = earlier + [profile.name]
        func failure(_ message: String) -> APIError {
            APIError(.credentialsMissing, "the profile \(profile.name) \(message)")
        }
        if profile["mfa_serial"] != nil {
            throw failure(
                "needs a one-time code (mfa_serial) that nobody is here to type; use a credential_process or a session's keys"
            )
        }
        var role = AssumedRole(arn: profile["role_arn"] ?? "", externalID: profile["external_id"])
        guard role.partition != nil else { throw failure("has a role_arn that is not the ARN of a role") }
        if let sessionName = profile["role_session_name"] { role.sessionName = sessionName }
        // As botocore: a duration that is no number is left to AWS.
        role.duration = profile["duration_seconds"].flatMap { Int($0) }.map { .seconds($0) }

        switch (profile["source_profile"], profile["credential_source"]) {
        case (_?, _?): throw failure("has both source_profile and credential_source")
        case (nil, nil): throw failure("has role_arn and neither source_profile nor credential_source")
        case (let source?, nil):
            guard source != profile.name || Self.hasKeys(profile) else {
                throw failure("names itself as source_profile and has no keys")
            }
            guard source == profile.name || !visited.contains(source) else {
                throw failure("leads in a circle: \((visited + [source]).joined(separator: " → "))")
            }
            return try .assume(role, with: base(source, after: visited))
        case (nil, let source?):
            return try .assume(role, with: machine(source, for: profile))
        }
    }

    /// What the profile `name` has, its keys before its role.
    private func base(_ name: String, after visited: [String]) throws(APIError) -> CredentialPlan {
        guard let profile = try profiles.profile(name) else {
            throw CredentialChain.unknown(name, of: profiles, namedBy: visited.last)
        }
        if Self.namesRole(profile), !Self.hasKeys(profile) { return try plan(for: profile, after: visited) }
        guard let plan = try ProfileSources(profile, profiles, environment).plan(withVariables: false) else {
            throw APIError(
                .credentialsMissing,
                "the profile \(name), source_profile of \(visited.last ?? name), has no keys and no role")
        }
        return plan
    }

    /// What `credential_source` names.
    private func machine(_ source: String, for profile: Profile) throws(APIError) -> CredentialPlan {
        func failure(_ message: String) -> APIError {
            APIError(.credentialsMissing, "the profile \(profile.name) \(message)")
        }
        switch source {
        case "Environment":
            guard let credentials = try CredentialPlan.variables(environment) else {
                throw failure("takes its keys from the environment, which has none")
            }
            return .fixed(credentials)
        case "EcsContainer":
            guard let container = try ContainerCredentials(environment) else {
                throw failure(
                    "takes its credentials from the container, which has none: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set"
                )
            }
            return .container(container)
        case "Ec2InstanceMetadata":
            return .instance(try InstanceCredentials(environment, profile: profile), tried: [])
        default:
            throw failure(
                "has the credential_source \(APIError.safe(source, limit: 64)), which is none of Environment, Ec2InstanceMetadata and EcsContainer"
            )
        }
    }

    private static func hasKeys(_ profile: Profile) -> Bool {
        profile["aws_access_key_id"] != nil || profile["aws_secret_access_key"] != nil
    }
}
