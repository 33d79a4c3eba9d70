import Document
import FoundationEssentials

/// Credentials in the JSON that the agents of instances and containers answer with.
enum MetadataAnswer {
    /// The credentials in `body`.
    ///
    /// - Throws: `APIError` (`credentialsMissing`), which repeats an error that the agent answers with in their place.
    static func credentials(in body: [UInt8]) throws(APIError) -> Credentials {
        guard body.count <= 64 << 10, let answer = try? Value(json: body), answer.object != nil else {
            throw APIError(.credentialsMissing, "did not answer in JSON")
        }
        guard let accessKeyID = answer.text("AccessKeyId"), let secretAccessKey = answer.text("SecretAccessKey"),
            let token = answer.text("Token"), let expiration = answer.text("Expiration")
        else {
            guard let code = answer.text("Code") ?? answer.text("code"), code != "Success" else {
                throw APIError(.credentialsMissing, "answered without credentials")
            }
            let message = answer.text("Message") ?? answer.text("message")
            throw APIError(
                .credentialsMissing,
                "answered \(Redaction.redacted([code, message ?? ""].joined(separator: " ")))")
        }
        guard let date = WireTime(expiration)?.date else {
            throw APIError(.credentialsMissing, "answered with an Expiration that is no time")
        }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: token, expiration: date)
    }
}
