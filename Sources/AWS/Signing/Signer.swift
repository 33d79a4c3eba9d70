import Cryptography
package import FoundationEssentials
package import HTTPTransport

/// AWS Signature Version 4 for one service in one region.
///
/// - Source: "Create a signed AWS API request" (IAM User Guide); the stages have that page's names.
/// - Isolation: a pure value; the only state is a cache of derived keys.
package struct Signer: Sendable {
    /// The region of the credential scope (`us-east-1` for most global services).
    package let region: String
    /// The service's signing name (`elasticloadbalancing`).
    package let service: String
    private let keys: SigningKeys

    package init(region: String, service: String, keys: SigningKeys = SigningKeys()) {
        self.region = region
        self.service = service
        self.keys = keys
    }

    /// What signing gave, its intermediate texts included.
    package struct Signature: Sendable {
        /// All headers to send, `Host` and `Authorization` included.
        package let headers: [HTTPHeader]
        package let canonicalRequest: String
        package let stringToSign: String
    }

    /// Signs `request` as of `date`.
    package func sign(_ request: SignableRequest, with credentials: Credentials, at date: Date) -> Signature {
        let date = SigningDate(date)
        var request = request
        request.headers.removeAll { Self.ownHeaders.contains($0.name.lowercased()) }
        request.headers.append(HTTPHeader("Host", request.host))
        request.headers.append(HTTPHeader("X-Amz-Date", date.timestamp))
        if let token = credentials.sessionToken { request.headers.append(HTTPHeader("X-Amz-Security-Token", token)) }
        let hashedPayload = Hex.encode(Digest.sha256(request.body))
        if isObjectStore { request.headers.append(HTTPHeader("X-Amz-Content-SHA256", hashedPayload)) }

        let canonicalRequest = canonicalRequest(request, hashedPayload: hashedPayload)
        let scope = credentialScope(date)
        let stringToSign = Self.stringToSign(canonicalRequest, date: date, scope: scope)
        let key = keys.key(
            for: SigningKeys.Scope(
                secretAccessKey: credentials.secretAccessKey, day: date.day, region: region, service: service))
        let signature = Hex.encode(key.code(for: stringToSign))
        let authorization = """
            AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), \
            SignedHeaders=\(Self.signedHeaders(request.headers)), Signature=\(signature)
            """
        return Signature(
            headers: request.headers + [HTTPHeader("Authorization", authorization)],
            canonicalRequest: canonicalRequest, stringToSign: stringToSign)
    }

    /// S3 takes paths as they are and wants the payload's hash in a header.
    var isObjectStore: Bool { Self.objectStores.contains(service) }

    /// S3's signing names; S3 on Outposts and access points that compute are out of reach of what only reads.
    private static let objectStores: Set = ["s3", "s3express"]

    /// Headers that only the signer sets: one from before (a retry, an input member) would be sent twice.
    private static let ownHeaders: Set = [
        "host", "x-amz-date", "date", "x-amz-security-token", "x-amz-content-sha256", "authorization",
    ]
}
