/// What one profile itself has: a web identity, a sign-on, keys or a program, and no role of another's.
struct ProfileSources {
    private let profile: Profile
    private let profiles: SharedProfiles
    private let environment: HostEnvironment

    init(_ profile: Profile, _ profiles: SharedProfiles, _ environment: HostEnvironment) {
        self.profile = profile
        self.profiles = profiles
        self.environment = environment
    }

    /// The first of them; nil when it has none.
    ///
    /// With variables, those of a web identity count before its settings.
    /// - Throws: `APIError` (`credentialsMissing`).
    func plan(withVariables: Bool) throws(APIError) -> CredentialPlan? {
        if let identity = try webIdentity(withVariables: withVariables) { return .webIdentity(identity) }
        if let signOn = try SignOn(profile, profiles) { return .signOn(signOn) }
        if let keys = try Self.keys(profile.keySettings.credentialsFile, of: profile) { return .fixed(keys) }
        if let command = profile["credential_process"] {
            return .process(try CredentialProcess(command, of: profile.name))
        }
        return try Self.keys(profile.keySettings.configFile, of: profile).map { .fixed($0) }
    }

    private func webIdentity(withVariables: Bool) throws(APIError) -> WebIdentity? {
        func value(_ setting: String, _ variable: String) -> String? {
            (withVariables ? environment[variable] : nil) ?? profile[setting]
        }
        guard let file = value("web_identity_token_file", "AWS_WEB_IDENTITY_TOKEN_FILE") else { return nil }
        guard let arn = value("role_arn", "AWS_ROLE_ARN") else {
            throw APIError(
                .credentialsMissing,
                "there is a web identity token file and no role: neither AWS_ROLE_ARN nor the role_arn of the profile \(profile.name)"
            )
        }
        var role = AssumedRole(arn: arn)
        guard role.partition != nil else {
            throw APIError(
                .credentialsMissing,
                "the web identity's role \(APIError.safe(arn, limit: 128)) is not the ARN of a role")
        }
        if let name = value("role_session_name", "AWS_ROLE_SESSION_NAME") { role.sessionName = name }
        guard let path = environment.expanded(file) else {
            throw APIError(.credentialsMissing, "HOME is not set, so the web identity token file \(file) is nowhere")
        }
        return WebIdentity(role: role, tokenFile: path)
    }

    /// The keys among the settings that one file has.
    private static func keys(_ settings: [String: String], of profile: Profile) throws(APIError) -> Credentials? {
        func value(_ name: String) -> String? { settings[name].flatMap { $0.isEmpty ? nil : $0 } }
        switch (value("aws_access_key_id"), value("aws_secret_access_key")) {
        case (let accessKeyID?, let secretAccessKey?):
            return Credentials(
                accessKeyID: accessKeyID, secretAccessKey: secretAccessKey,
                sessionToken: value("aws_session_token") ?? value("aws_security_token"))
        case (nil, nil): return nil
        case (_?, nil):
            throw APIError(
                .credentialsMissing, "the profile \(profile.name) has aws_access_key_id and no aws_secret_access_key")
        case (nil, _?):
            throw APIError(
                .credentialsMissing, "the profile \(profile.name) has aws_secret_access_key and no aws_access_key_id")
        }
    }
}
