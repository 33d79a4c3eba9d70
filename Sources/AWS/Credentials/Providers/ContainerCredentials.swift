/// Where a container's credentials are, as ECS and EKS tell it by variables.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Container credential provider".
struct ContainerCredentials: Sendable, Hashable {
    let url: String
    private let authorization: Authorization

    private enum Authorization: Hashable {
        case none
        case value(String)
        /// Read anew for each call: whoever issues tokens replaces them.
        case file(String)
    }

    /// What the variables say; nil when they say nothing.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) for an address to which no token may be sent.
    init?(_ environment: HostEnvironment) throws(APIError) {
        if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            guard path.hasPrefix("/"), let address = WebAddress("http://169.254.170.2" + path) else {
                throw APIError(
                    .credentialsMissing, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path like /v2/credentials/…")
            }
            url = address.text
        } else if let text = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
            guard let address = WebAddress(text) else {
                throw APIError(
                    .credentialsMissing, "AWS_CONTAINER_CREDENTIALS_FULL_URI is no http or https URL")
            }
            guard address.isSecure || address.isLoopback || Self.hosts.contains(address.host) else {
                throw APIError(
                    .credentialsMissing,
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI is plain http to \(APIError.safe(address.host, limit: 64)); http may go to this machine, 169.254.170.2, 169.254.170.23 and [fd00:ec2::23] alone"
                )
            }
            url = address.text
        } else {
            return nil
        }
        authorization =
            if let path = environment.path(inVariable: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
                .file(path)
            } else if let value = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] { .value(value) } else { .none }
    }

    /// The agents of ECS and EKS.
    private static let hosts: Set = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]

    /// The value of the header `Authorization`; nil when there is to be none.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) for a file that cannot be read and for what is no header.
    func token(_ environment: HostEnvironment) throws(APIError) -> String? {
        let token: String
        let source: String
        switch authorization {
        case .none: return nil
        case .value(let value): (token, source) = (value, "AWS_CONTAINER_AUTHORIZATION_TOKEN")
        case .file(let path):
            guard let bytes = try environment.readFile(path) else {
                throw APIError(
                    .credentialsMissing, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names \(path), which is not there")
            }
            (token, source) = (String(decoding: bytes, as: UTF8.self), path)
        }
        guard token.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
            throw APIError(.credentialsMissing, "the token in \(source) has a line end or another control character")
        }
        return token
    }
}

/// It may hold a token: no description, dump or mirror of it shows more than the address.
extension ContainerCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "ContainerCredentials(\(url))" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
