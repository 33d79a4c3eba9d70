import Cryptography
import Synchronization

/// The signing keys derived so far.
///
/// - Cost: four HMACs per (credentials, day, region, service), once; a few hundred bytes each.
/// - Isolation: callable from anywhere.
package final class SigningKeys: Sendable {
    private let keys = Mutex<[Scope: MessageKey]>([:])

    struct Scope: Hashable {
        let secretAccessKey: String
        let day: String
        let region: String
        let service: String
    }

    /// All of 100 accounts in 20 regions with 20 services; days and sessions that ended are dropped with the rest.
    private static let limit = 40_000

    package init() {}

    /// The key for `scope`, derived when it is the first time.
    func key(for scope: Scope) -> MessageKey {
        if let key = keys.withLock({ $0[scope] }) { return key }
        let key = Self.derive(scope)
        keys.withLock { keys in
            if keys.count >= Self.limit { keys.removeAll() }
            keys[scope] = key
        }
        return key
    }

    /// - Source: "Create a signed AWS API request", section "Derive a signing key".
    private static func derive(_ scope: Scope) -> MessageKey {
        let dateKey = MessageKey(("AWS4" + scope.secretAccessKey).utf8).code(for: scope.day)
        let dateRegionKey = MessageKey(dateKey).code(for: scope.region)
        let dateRegionServiceKey = MessageKey(dateRegionKey).code(for: scope.service)
        return MessageKey(MessageKey(dateRegionServiceKey).code(for: "aws4_request"))
    }
}

extension SigningKeys: CustomReflectable {
    package var customMirror: Mirror { Mirror(self, children: []) }
}
