/// A role of IAM Identity Center, entered with a token that somebody got by `aws sso login`.
///
/// - Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".
struct SignOn: Sendable, Hashable {
    var startURL: String
    var region: String
    var accountID: String
    var roleName: String
    /// The name of the `sso-session` section; nil for settings of old, which stand in the profile.
    var session: String?
    var profile: String
}

extension SignOn {
    /// The settings of `profile`; nil when it names neither role nor account.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) when some are missing or contradict each other.
    init?(_ profile: Profile, _ profiles: SharedProfiles) throws(APIError) {
        guard profile["sso_account_id"] != nil || profile["sso_role_name"] != nil else { return nil }
        func failure(_ message: String) -> APIError {
            APIError(.credentialsMissing, "the profile \(profile.name) \(message)")
        }
        var session: [String: String]?
        if let name = profile["sso_session"] {
            session = try profiles.signOnSession(name)
            guard session != nil else {
                throw failure("names the sso_session \(name), and there is no section [sso-session \(name)]")
            }
        }
        for (name, theirs) in (session ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let ours = profile[name], ours != theirs else { continue }
            throw failure("has another \(name) than its sso-session")
        }
        // A session's token is from where the session says, not from where the profile does.
        let origin =
            session
            ?? ["sso_start_url": profile["sso_start_url"], "sso_region": profile["sso_region"]]
            .compactMapValues { $0 }
        let accountID = profile["sso_account_id"] ?? session?["sso_account_id"]
        let roleName = profile["sso_role_name"] ?? session?["sso_role_name"]
        guard let accountID, let roleName, let startURL = origin["sso_start_url"], let region = origin["sso_region"]
        else {
            let values = [
                ("sso_account_id", accountID), ("sso_role_name", roleName),
                ("sso_start_url", origin["sso_start_url"]), ("sso_region", origin["sso_region"]),
            ]
            let missing = values.filter { $0.1 == nil }.map(\.0).joined(separator: ", ")
            throw failure("signs on by SSO and lacks \(missing)")
        }
        self.init(
            startURL: startURL, region: region, accountID: accountID, roleName: roleName,
            session: profile["sso_session"], profile: profile.name)
    }

    /// What somebody has to type to get a new token.
    var command: String {
        session.map { "aws sso login --sso-session \($0)" } ?? "aws sso login --profile \(profile)"
    }
}
