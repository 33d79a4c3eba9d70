/// Follows the places where credentials may be, in the order of AWS's command line, to the first that has any.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Standardized credential providers"; order and details as botocore has them.
struct CredentialChain {
    let environment: HostEnvironment
    /// The profile that counts.
    let name: String
    /// Whether somebody named it, so that it has to be there.
    private let isNamed: Bool
    /// Whether the account names it: then the environment's own credentials do not count.
    let isExplicit: Bool

    /// The chain of the profile called `profile`; nil stands for the environment and the profile that it names.
    init(_ environment: HostEnvironment, profile: String?) {
        self.environment = environment
        let variable = environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
        name = profile ?? variable ?? "default"
        isExplicit = profile != nil
        isNamed = isExplicit || variable != nil
    }

    /// The first place that has credentials; where none says so, the machine's own.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) for what is wrong in the first place that has something.
    func plan() throws(APIError) -> CredentialPlan {
        if !isExplicit, let keys = try CredentialPlan.variables(environment) { return .fixed(keys) }
        let profiles = try SharedProfiles(environment)
        let found = try profiles.profile(name)
        if found == nil, isNamed { throw Self.unknown(name, of: profiles) }
        let profile = found ?? Profile(name: name)
        let links = RoleLinks(environment: environment, profiles: profiles)
        if RoleLinks.namesRole(profile) { return try links.plan(for: profile) }
        if let plan = try ProfileSources(profile, profiles, environment).plan(withVariables: !isExplicit) {
            return plan
        }
        if let container = try ContainerCredentials(environment) { return .container(container) }
        return .instance(try InstanceCredentials(environment, profile: profile), tried: tried(profile, found != nil))
    }

    /// What the chain has looked at and found empty, for people.
    private func tried(_ profile: Profile, _ exists: Bool) -> [String] {
        var tried = isExplicit ? [] : ["AWS_ACCESS_KEY_ID is not set"]
        if !exists {
            tried.append("there is no profile \(name)")
        } else if profile["sso_session"] != nil || profile["sso_start_url"] != nil {
            tried.append("the profile \(name) has no sso_account_id and sso_role_name")
        } else {
            tried.append("the profile \(name) has no keys, role, SSO or credential_process")
        }
        tried.append("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set")
        return tried
    }

    /// The error for a profile that is in neither file.
    static func unknown(_ name: String, of profiles: SharedProfiles, namedBy parent: String? = nil) -> APIError {
        let hint = profiles.nearestProfile(to: name, except: parent).map { " (did you mean \($0)?)" } ?? ""
        let subject = parent.map { "its profile \($0) names the profile \(name), which" } ?? "the profile \(name)"
        return APIError(.credentialsMissing, "\(subject) does not exist\(hint)")
    }
}
