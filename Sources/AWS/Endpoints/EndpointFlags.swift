/// Which of AWS's special endpoints are wanted.
struct EndpointFlags: Sendable, Hashable {
    /// Endpoints whose cryptography is validated after FIPS 140.
    var usesFIPS = false
    /// Endpoints with IPv6 addresses too.
    var usesDualStack = false
}

extension EndpointFlags {
    /// What the account says, else the environment, else the account's profile.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Dual-stack and FIPS endpoints".
    /// - Throws: `APIError` (`refused`) for a setting that is neither true nor false: who wants FIPS must not miss it.
    init(_ settings: EndpointSettings, environment: HostEnvironment) throws(APIError) {
        func flag(_ own: Bool?, _ variable: String, _ setting: String) throws(APIError) -> Bool {
            if let own { return own }
            let profile = settings.profile
            let places = [
                (variable, environment[variable]),
                ("\(setting) of the profile \(profile?.name ?? "")", profile?[setting]),
            ]
            for case (let place, let text?) in places {
                guard let flag = Bool(text.lowercased()) else {
                    throw APIError(.refused, "\(place) is neither true nor false")
                }
                return flag
            }
            return false
        }
        usesFIPS = try flag(settings.usesFIPS, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
        usesDualStack = try flag(settings.usesDualStack, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
    }
}
