/// How often and after what pauses a failed request is sent again.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Retry behavior", standard mode; the numbers of its 2026 revision.
package struct RetryPolicy: Sendable, Hashable {
    /// Requests in all, the first one included.
    package var attempts: Int
    /// The first pause after a failure that may be gone at once.
    package var transientBase: Duration
    /// The first pause after AWS asked for fewer requests.
    package var throttlingBase: Duration
    /// No pause is longer.
    package var longestPause: Duration = .seconds(20)

    /// Every service but DynamoDB.
    package static let standard = RetryPolicy(
        attempts: 3, transientBase: .milliseconds(50), throttlingBase: .seconds(1))
    /// DynamoDB answers within milliseconds, or moves the request elsewhere when it is asked again.
    package static let dynamoDB = RetryPolicy(
        attempts: 4, transientBase: .milliseconds(25), throttlingBase: .seconds(1))

    package static func of(service: String) -> RetryPolicy { service == "dynamodb" ? .dynamoDB : .standard }
}

/// Why a request may be sent again.
package enum RetryReason: Sendable, Hashable {
    case transient, throttling

    /// What one retry takes from the quota.
    var cost: Int {
        switch self {
        case .transient: 14
        case .throttling: 5
        }
    }
}

/// The retries that one account may still make of one service in one region: when everything fails, retries stop.
package struct RetryQuota: Sendable, Hashable {
    package static let capacity = 500
    package private(set) var available = RetryQuota.capacity

    package init() {}

    /// - Returns: whether there was enough, which is then taken.
    mutating func take(_ cost: Int) -> Bool {
        guard available >= cost else { return false }
        available -= cost
        return true
    }

    mutating func giveBack(_ amount: Int) { available = min(available + amount, Self.capacity) }
}
