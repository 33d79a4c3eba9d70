/// How to ask the metadata service of an EC2 instance.
///
/// - Source: AWS SDKs and Tools Reference Guide, "IMDS credential provider".
struct InstanceCredentials: Sendable, Hashable {
    /// Without a slash at its end; nil when the service is switched off.
    var endpoint: String?
    /// Whether the first version, which asks for no token, may be used where the second one does not answer.
    var allowsFirstVersion = true
    var timeout = Duration.seconds(1)
    var attempts = 1

    /// What variables and the profile say.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) for settings that make no sense.
    init(_ environment: HostEnvironment, profile: Profile) throws(APIError) {
        func value(_ variable: String, _ setting: String) -> String? { environment[variable] ?? profile[setting] }
        func flag(_ variable: String, _ setting: String) -> Bool {
            value(variable, setting)?.lowercased() == "true"
        }
        allowsFirstVersion = !flag("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled")
        if let seconds = value("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout").flatMap({ Int($0) }) {
            timeout = .seconds(min(max(seconds, 1), 30))
        }
        if let count = value("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts").flatMap({ Int($0) })
        {
            attempts = min(max(count, 1), 10)
        }
        guard environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() != "true" else { return }
        let mode = value("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
        guard mode.map({ ["ipv4", "ipv6"].contains($0.lowercased()) }) ?? true else {
            throw APIError(
                .credentialsMissing,
                "ec2_metadata_service_endpoint_mode is \(APIError.safe(mode ?? "", limit: 32)), neither ipv4 nor ipv6")
        }
        if let text = value("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint") {
            guard let address = WebAddress(text) else {
                throw APIError(.credentialsMissing, "ec2_metadata_service_endpoint is no http or https URL")
            }
            endpoint = address.text.hasSuffix("/") ? String(address.text.dropLast()) : address.text
        } else {
            let isSixth = mode.map { $0.lowercased() == "ipv6" } ?? flag("AWS_IMDS_USE_IPV6", "imds_use_ipv6")
            endpoint = isSixth ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        }
    }
}
