import Document
import FoundationEssentials
import HTTPTransport

/// The three calls of STS that credentials themselves need; kinds cannot make them.
///
/// - Source: AWS Security Token Service API Reference, version 2011-06-15.
struct SecurityTokenService: Sendable {
    let exchange: Exchange

    /// Takes `role`.
    ///
    /// - Throws: `APIError`.
    func assume(_ role: AssumedRole, _ context: Exchange.Context) async throws(APIError) -> Credentials {
        var parameters = [("RoleArn", role.arn), ("RoleSessionName", role.sessionName)]
        if let externalID = role.externalID { parameters.append(("ExternalId", externalID)) }
        if let duration = role.duration { parameters.append(("DurationSeconds", "\(duration.components.seconds)")) }
        let request = Self.request("AssumeRole", parameters)
        return try await exchange.send(request, context) { response throws(APIError) in
            try Self.understand(response, "AssumeRole", Self.credentials)
        }.output
    }

    /// Takes the role that `token` stands for, which needs no credentials.
    ///
    /// - Throws: `APIError`.
    func assume(
        _ role: AssumedRole, webIdentity token: String, at endpoint: Endpoint, over exchange: PlainExchange,
        before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> Credentials {
        let action = "AssumeRoleWithWebIdentity"
        let wire = Self.request(
            action, [("RoleArn", role.arn), ("RoleSessionName", role.sessionName), ("WebIdentityToken", token)])
        let request = HTTPRequest(
            method: wire.method, url: endpoint.origin + endpoint.basePath + wire.path, headers: wire.headers,
            body: wire.body)
        return try await exchange.send(request, action: "sts:\(action)", before: deadline) {
            response throws(APIError) in
            try Self.understand(response, action, Self.credentials)
        }
    }

    private static func credentials(in result: XMLElement) -> Credentials? {
        guard let given = result.child("Credentials"), let accessKeyID = given.child("AccessKeyId")?.text,
            let secretAccessKey = given.child("SecretAccessKey")?.text,
            let sessionToken = given.child("SessionToken")?.text,
            let expiration = given.child("Expiration").flatMap({ WireTime($0.text) })?.date
        else { return nil }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: sessionToken,
            expiration: expiration)
    }

    /// Asks whose the credentials are, which needs no permission.
    ///
    /// - Throws: `APIError`.
    func callerIdentity(_ context: Exchange.Context) async throws(APIError) -> CallerIdentity {
        try await exchange.send(Self.request("GetCallerIdentity", []), context) { response throws(APIError) in
            try Self.understand(response, "GetCallerIdentity") { result in
                guard let accountID = result.child("Account")?.text, let arn = result.child("Arn")?.text else {
                    return nil
                }
                return CallerIdentity(
                    accountID: APIError.safe(accountID, limit: 32), arn: APIError.safe(arn, limit: 256))
            }
        }.output
    }

    private static func request(_ action: String, _ parameters: [(String, String)]) -> WireRequest {
        let pairs = [("Action", action), ("Version", "2011-06-15")] + parameters
        let body = pairs.map { "\($0.0)=\(URIEncoding.encode($0.1))" }.joined(separator: "&")
        return WireRequest(
            headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(body.utf8))
    }

    private static func understand<Output>(
        _ response: HTTPResponse, _ action: String, _ read: (XMLElement) -> Output?
    ) throws(APIError) -> WireAnswer<Output> {
        let root: XMLElement
        do throws(DocumentError) { root = try XMLTree(response.body).root } catch {
            throw APIError(.badResponse, "STS did not answer in XML: \(error)")
        }
        let requestID = root.child("ResponseMetadata")?.child("RequestId")?.text
        guard response.status < 300 else {
            let error = root.child("Error")
            return .fault(
                WireFault(
                    code: error?.child("Code")?.text, message: error?.child("Message")?.text,
                    requestID: root.child("RequestId")?.text))
        }
        guard let result = root.children.first(where: { $0.name == action + "Result" }), let output = read(result)
        else {
            throw APIError(.badResponse, "STS answered \(action) without what it is for")
        }
        return .output(output, requestID: requestID)
    }
}
