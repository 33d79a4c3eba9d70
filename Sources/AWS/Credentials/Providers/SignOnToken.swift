import Cryptography
import Document
import FoundationEssentials

/// The token that `aws sso login` left in a file.
struct SignOnToken: Sendable, Hashable {
    let accessToken: String
    let expiration: Date
    /// All that stands in the file.
    let document: Object

    /// The file of `signOn`'s token.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) when there is no home folder.
    static func path(of signOn: SignOn, _ environment: HostEnvironment) throws(APIError) -> String {
        let name = Hex.encode(Digest.sha1(signOn.session ?? signOn.startURL))
        guard let path = environment.expanded("~/.aws/sso/cache/\(name).json") else {
            throw APIError(.credentialsMissing, "HOME is not set, so there is no SSO token")
        }
        return path
    }

    /// Reads it.
    ///
    /// - Throws: `APIError`: `credentialsExpired` when there is none, `credentialsMissing` when it cannot be read.
    init(of signOn: SignOn, _ environment: HostEnvironment) throws(APIError) {
        let path = try Self.path(of: signOn, environment)
        guard let bytes = try environment.readFile(path) else {
            throw APIError(.credentialsExpired, "nobody has signed on by SSO yet: run `\(signOn.command)`")
        }
        guard let document = try? Value(json: bytes), let object = document.object,
            let accessToken = document.text("accessToken"),
            let expiration = document.text("expiresAt").flatMap(WireTime.init)?.date
        else {
            throw APIError(
                .credentialsExpired, "\(path) holds no SSO token that can be read: run `\(signOn.command)`")
        }
        guard accessToken.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw APIError(.credentialsExpired, "\(path) holds no SSO token: run `\(signOn.command)`")
        }
        self.init(accessToken: accessToken, expiration: expiration, document: object)
    }

    private init(accessToken: String, expiration: Date, document: Object) {
        self.accessToken = accessToken
        self.expiration = expiration
        self.document = document
    }
}

extension SignOnToken {
    /// What its issuer asks for to give another one; nil when the file lacks it, or the registration has ended.
    func renewal(now: Date) -> Value? {
        let document = Value.object(document)
        guard let refreshToken = document.text("refreshToken"), let clientID = document.text("clientId"),
            let clientSecret = document.text("clientSecret"),
            let end = document.text("registrationExpiresAt").flatMap(WireTime.init)?.date, end > now
        else { return nil }
        return [
            "grantType": "refresh_token", "clientId": .string(clientID), "clientSecret": .string(clientSecret),
            "refreshToken": .string(refreshToken),
        ]
    }

    /// The token that took this one's place, in the form in which other programs look for it.
    func replaced(by accessToken: String, until expiration: Date, refreshToken: String?) -> SignOnToken {
        var document = document
        document["accessToken"] = .string(accessToken)
        document["expiresAt"] = .string(expiration.formatted(.iso8601))
        document["refreshToken"] = refreshToken.map { .string($0) }
        return SignOnToken(accessToken: accessToken, expiration: expiration, document: document)
    }
}

/// A token is a secret: no description, dump or mirror of it shows it.
extension SignOnToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "SignOnToken" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
