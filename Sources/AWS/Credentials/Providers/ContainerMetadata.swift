import HTTPTransport

/// Asks the agent of a container service for the task's or pod's credentials.
struct ContainerMetadata: Sendable {
    let exchange: PlainExchange

    static let attempts = 3
    static let timeout = Duration.seconds(2)
    static let pause = Duration.seconds(1)

    /// - Throws: `APIError` of the last attempt.
    func credentials(
        _ source: ContainerCredentials, _ environment: HostEnvironment
    ) async throws(APIError) -> Credentials {
        let token = try source.token(environment)
        let request = HTTPRequest(
            url: source.url,
            headers: [HTTPHeader("Accept", "application/json")]
                + (token.map { [HTTPHeader("Authorization", $0)] } ?? []))
        var attempt = 1
        while true {
            do throws(APIError) { return try await credentials(request) } catch {
                guard attempt < Self.attempts, error.code != .cancelled, error.code != .refused else {
                    throw APIError(error.code, "the container's credentials at \(source.url): \(error.message)")
                }
            }
            attempt += 1
            try await exchange.time.wait(until: exchange.time.now() + Self.pause)
        }
    }

    private func credentials(_ request: HTTPRequest) async throws(APIError) -> Credentials {
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await exchange.ask(request, within: Self.timeout) } catch {
            throw APIError(error)
        }
        guard response.status == 200 else {
            let said = Redaction.redacted(String(decoding: response.body.prefix(4_096), as: UTF8.self))
            throw APIError(
                .credentialsMissing, "status \(response.status)" + (said.isEmpty ? "" : ": \(said)"),
                httpStatus: response.status)
        }
        return try MetadataAnswer.credentials(in: response.body)
    }
}
