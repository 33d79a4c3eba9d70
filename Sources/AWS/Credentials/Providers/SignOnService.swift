import Document
import FoundationEssentials
import HTTPTransport

/// Exchanges the token that somebody's sign-on left on this machine for credentials of a role.
///
/// - Source: IAM Identity Center Portal API Reference, GetRoleCredentials; OIDC API Reference, CreateToken.
struct SignOnService: Sendable {
    let exchange: PlainExchange
    let date: @Sendable () -> Date

    /// How long before its end a token is replaced.
    static let margin: TimeInterval = 900

    /// Exchanges a token for the credentials of a role.
    ///
    /// - Throws: `APIError`, `credentialsExpired` when somebody has to sign on again.
    func credentials(
        _ signOn: SignOn, token: SignOnToken, at endpoint: Endpoint, before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> Credentials {
        let query =
            "role_name=\(URIEncoding.encode(signOn.roleName))&account_id=\(URIEncoding.encode(signOn.accountID))"
        let request = HTTPRequest(
            url: "\(endpoint.origin)\(endpoint.basePath)/federation/credentials?\(query)",
            headers: [
                HTTPHeader("x-amz-sso_bearer_token", token.accessToken), HTTPHeader("Accept", "application/json"),
            ])
        do throws(APIError) {
            return try await exchange.send(
                request, action: "sso:GetRoleCredentials", before: deadline, understand: Self.understand)
        } catch {
            if error.httpStatus == 403 {
                throw APIError(
                    .denied, error.message, awsCode: error.awsCode, action: "sso:GetRoleCredentials",
                    requestID: error.requestID, httpStatus: 403)
            }
            guard error.httpStatus == 401 else { throw error }
            throw APIError(
                .credentialsExpired,
                "IAM Identity Center does not take the SSO token any more: run `\(signOn.command)`",
                awsCode: error.awsCode, requestID: error.requestID, httpStatus: 401)
        }
    }

    /// `token`, or another one in its place when it is about to end and its issuer gives one.
    ///
    /// - Throws: `APIError` (`credentialsExpired`) when it has ended and there is no other.
    func renewed(
        _ token: SignOnToken, of signOn: SignOn, _ environment: HostEnvironment, at endpoint: Endpoint,
        before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> SignOnToken {
        let left = token.expiration.timeIntervalSince(date())
        guard left < Self.margin else { return token }
        var reason = ""
        if signOn.session != nil, let renewal = token.renewal(now: date()) {
            do throws(APIError) {
                return try await renewed(token, by: renewal, of: signOn, environment, at: endpoint, before: deadline)
            } catch {
                guard error.code != .cancelled else { throw error }
                reason = " and was not renewed (\(error.message))"
            }
        }
        guard left > 0 else {
            throw APIError(
                .credentialsExpired,
                "the SSO token ended at \(token.expiration.formatted(.iso8601))\(reason): run `\(signOn.command)`")
        }
        return token
    }

    private func renewed(
        _ token: SignOnToken, by renewal: Value, of signOn: SignOn, _ environment: HostEnvironment,
        at endpoint: Endpoint, before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> SignOnToken {
        // A renewal may be the last one that the old token is good for: it is asked for only where it can be kept for
        // the other programs that use it.
        let draft = try environment.draft(SignOnToken.path(of: signOn, environment))
        do throws(APIError) {
            let new = try await asked(for: token, by: renewal, at: endpoint, before: deadline)
            // Somebody may have signed on meanwhile: their token is newer than this one's successor.
            let current = try SignOnToken(of: signOn, environment)
            guard current.accessToken == token.accessToken else {
                draft.discard()
                return current
            }
            try draft.keep(Value.object(new.document).json())
            return new
        } catch {
            draft.discard()
            throw error
        }
    }

    /// The token that its issuer gives in the place of `token`.
    private func asked(
        for token: SignOnToken, by renewal: Value, at endpoint: Endpoint, before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> SignOnToken {
        let request = HTTPRequest(
            method: "POST", url: "\(endpoint.origin)\(endpoint.basePath)/token",
            headers: [HTTPHeader("Content-Type", "application/json")], body: renewal.json())
        let answer = try await exchange.send(request, action: "sso-oauth:CreateToken", before: deadline) {
            response throws(APIError) in
            try Self.understandIssuer(response)
        }
        guard let accessToken = answer.text("accessToken"), let seconds = answer["expiresIn"]?.double,
            seconds > 0, seconds < 1e9
        else { throw APIError(.badResponse, "the issuer of SSO tokens answered without one") }
        return token.replaced(
            by: accessToken, until: date().addingTimeInterval(seconds), refreshToken: answer.text("refreshToken"))
    }

    private static func understandIssuer(_ response: HTTPResponse) throws(APIError) -> WireAnswer<Value> {
        guard let answer = try? Value(json: response.body) else {
            throw APIError(.badResponse, "the issuer of SSO tokens did not answer in JSON")
        }
        guard response.status < 300 else {
            return .fault(
                WireFault(
                    code: answer.text("error"), message: answer.text("error_description").map(Redaction.redacted)))
        }
        return .output(answer, requestID: nil)
    }

    private static func understand(_ response: HTTPResponse) throws(APIError) -> WireAnswer<Credentials> {
        guard let answer = try? Value(json: response.body) else {
            throw APIError(.badResponse, "IAM Identity Center did not answer in JSON")
        }
        guard response.status < 300 else {
            let type = response[header: "x-amzn-errortype"] ?? answer.text("__type")
            return .fault(
                WireFault(
                    code: type.map { String($0.prefix { $0 != ":" }.split(separator: "#").last ?? "") },
                    message: (answer.text("message") ?? answer.text("Message")).map(Redaction.redacted),
                    requestID: response[header: "x-amzn-requestid"]))
        }
        guard let given = answer["roleCredentials"], let accessKeyID = given.text("accessKeyId"),
            let secretAccessKey = given.text("secretAccessKey"), let sessionToken = given.text("sessionToken"),
            let milliseconds = given["expiration"]?.double
        else { throw APIError(.badResponse, "IAM Identity Center answered without credentials") }
        return .output(
            Credentials(
                accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken,
                expiration: Date(timeIntervalSince1970: milliseconds / 1_000)), requestID: nil)
    }
}
