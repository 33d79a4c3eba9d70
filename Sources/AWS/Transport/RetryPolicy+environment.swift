extension RetryPolicy {
    /// The policy for `service` with what the environment, or else the account's profile, says of it.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Retry behavior".
    /// - Shape: `legacy` is taken for `standard`, and every mode slows down where AWS complains, as `adaptive` does.
    /// - Throws: `APIError` (`refused`) for a setting that says nothing.
    init(service: String, environment: HostEnvironment, profile: Profile?) throws(APIError) {
        self = .of(service: service)
        if let mode = environment["AWS_RETRY_MODE"] ?? profile?["retry_mode"] {
            guard ["standard", "adaptive", "legacy"].contains(mode.lowercased()) else {
                throw APIError(.refused, "AWS_RETRY_MODE or retry_mode is none of standard, adaptive and legacy")
            }
        }
        guard let text = environment["AWS_MAX_ATTEMPTS"] ?? profile?["max_attempts"] else { return }
        guard let attempts = Int(text), attempts >= 1 else {
            throw APIError(.refused, "AWS_MAX_ATTEMPTS or max_attempts is no number from 1 on")
        }
        self.attempts = min(attempts, Self.mostAttempts)
    }

    /// Deadlines end calls long before.
    private static let mostAttempts = 100
}
