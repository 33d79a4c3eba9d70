package import FoundationEssentials

/// Keys that requests are signed with.
///
/// - Shape: no description, dump or mirror of them shows a secret.
package struct Credentials: Sendable, Hashable {
    package let accessKeyID: String
    package let secretAccessKey: String
    /// Of temporary credentials.
    package let sessionToken: String?
    /// When they end; nil never.
    package internal(set) var expiration: Date?
    /// Whether they are used beyond their end while there are no others, as those of an instance are.
    var isKept = false

    package init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Date? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    /// Whether AWS cannot tell requests signed with `other` from ones signed with these, whenever either is to end.
    func isSameKey(as other: Credentials) -> Bool {
        accessKeyID == other.accessKeyID && secretAccessKey == other.secretAccessKey
            && sessionToken == other.sessionToken
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key's id, which AWS's own logs show, too.
    package var description: String { "Credentials(\(accessKeyID))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
