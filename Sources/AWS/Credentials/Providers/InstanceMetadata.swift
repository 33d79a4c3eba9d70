import FoundationEssentials
import HTTPTransport

/// Asks the metadata service of an EC2 instance for the credentials of the instance's role.
///
/// - Source: EC2 User Guide, "Use the Instance Metadata Service to access instance metadata".
struct InstanceMetadata: Sendable {
    let exchange: PlainExchange
    let date: @Sendable () -> Date

    /// How long a token of the second version is to last.
    ///
    /// - Units: seconds.
    static let tokenLife = 21_600
    private static let path = "/latest/meta-data/iam/security-credentials/"

    /// - Throws: `APIError` with why there are none.
    func credentials(_ source: InstanceCredentials) async throws(APIError) -> Credentials {
        guard let endpoint = source.endpoint else {
            throw APIError(
                .credentialsMissing, "the instance metadata service is switched off by AWS_EC2_METADATA_DISABLED")
        }
        func failure(_ message: String, _ code: APIError.Code = .credentialsMissing) -> APIError {
            APIError(code, "the instance metadata service at \(endpoint) \(message)")
        }
        let token = try await token(endpoint, source, failure)
        guard token != nil || source.allowsFirstVersion else {
            throw failure("gives no token, and its first version is switched off by AWS_EC2_METADATA_V1_DISABLED")
        }
        let listed = try await get(endpoint + Self.path, token, source, failure) { response in
            response.status == 200 && !response.body.isEmpty
        }
        guard listed.status != 404 else { throw failure("knows no role of this instance") }
        let role = String(decoding: listed.body.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        guard listed.status == 200, !role.isEmpty else { throw failure("names no role (status \(listed.status))") }
        guard role.utf8.count <= 256, role.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !"/?#%\\".utf8.contains($0) }) else {
            throw failure("names something that is no role")
        }
        let answer = try await get(endpoint + Self.path + role, token, source, failure) { response in
            response.status == 200 && !response.body.isEmpty
        }
        guard answer.status == 200 else { throw failure("answers with status \(answer.status) for the role \(role)") }
        do throws(APIError) {
            return try MetadataAnswer.credentials(in: answer.body).kept(
                now: date(), jitter: exchange.jitter())
        } catch {
            throw failure(error.message)
        }
    }

    /// A token of the second version; nil where the service has none to give.
    private func token(
        _ endpoint: String, _ source: InstanceCredentials, _ failure: (String, APIError.Code) -> APIError
    ) async throws(APIError) -> String? {
        let request = HTTPRequest(
            method: "PUT", url: endpoint + "/latest/api/token",
            headers: [HTTPHeader("x-aws-ec2-metadata-token-ttl-seconds", "\(Self.tokenLife)")])
        for attempt in 1...source.attempts {
            do throws(HTTPFailure) {
                let response = try await exchange.ask(request, within: source.timeout)
                switch response.status {
                case 200:
                    let token = String(decoding: response.body, as: UTF8.self)
                    guard !token.isEmpty, token.utf8.count <= 4_096, token.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
                        return nil
                    }
                    return token
                case 403, 404, 405: return nil
                case 400: throw HTTPFailure(.invalidRequest, "refuses to give a token")
                default: continue
                }
            } catch {
                switch error.code {
                // From within a container one hop too far, the answer does not arrive.
                case .timeout: return nil
                case .cancelled: throw APIError(error)
                case .invalidRequest: throw failure(error.message, .credentialsMissing)
                // Nobody is there at all: the first version would not be, either.
                default:
                    if attempt == source.attempts {
                        throw failure("cannot be reached: \(error.message)", .credentialsMissing)
                    }
                }
            }
        }
        return nil
    }

    /// The first answer that is `good`, or the last one.
    private func get(
        _ url: String, _ token: String?, _ source: InstanceCredentials,
        _ failure: (String, APIError.Code) -> APIError, good: (HTTPResponse) -> Bool
    ) async throws(APIError) -> HTTPResponse {
        let request = HTTPRequest(
            url: url, headers: token.map { [HTTPHeader("x-aws-ec2-metadata-token", $0)] } ?? [])
        var last: Result<HTTPResponse, APIError> = .failure(failure("was not asked", .credentialsMissing))
        for _ in 1...source.attempts {
            do throws(HTTPFailure) {
                let response = try await exchange.ask(request, within: source.timeout)
                if good(response) { return response }
                last = .success(response)
            } catch {
                guard error.code != .cancelled else { throw APIError(error) }
                last = .failure(failure("cannot be reached: \(error.message)", .credentialsMissing))
            }
        }
        return try last.get()
    }
}

extension Credentials {
    /// The same, to be used beyond their end if need be: when the service that issues them is in trouble, AWS takes
    /// credentials of instances for longer than they say.
    ///
    /// - Shape: ones that end soon get 17 to 25 minutes more, which `jitter` from 0 to 1 chooses: `RefreshState` asks for others
    ///   from 15 minutes before that end on, so in 2 to 10 minutes.
    /// - Source: AWS SDKs' common behaviour "static stability", as botocore has it.
    func kept(now: Date, jitter: Double) -> Credentials {
        let reprieve = RefreshState.advisory + 120 + 480 * jitter
        var kept = self
        kept.isKept = true
        if let expiration, now >= expiration.addingTimeInterval(-reprieve) {
            kept.expiration = now.addingTimeInterval(reprieve)
        }
        return kept
    }
}
