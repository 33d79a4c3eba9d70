/// Why a call gave no answer.
///
/// - Shape: `description` is safe to show on a page and holds no secret.
package struct APIError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons, safe as a metric label.
    package enum Code: String, Sendable, CaseIterable {
        /// The caller's policies do not allow the action.
        case denied
        /// The account has not enabled the region.
        case regionDisabled = "region-disabled"
        /// The service does not exist in the region, or the account has not subscribed to it.
        case unsupported
        case credentialsMissing = "cred-missing"
        case credentialsExpired = "cred-expired"
        /// AWS does not know the key, or the signature does not match.
        case credentialsInvalid = "cred-invalid"
        /// The credentials belong to another account than the configuration says.
        case accountMismatch = "account-mismatch"
        case throttled, timeout, unreachable, tls
        /// The answer could not be understood, was cut short, too large, or paged in a circle.
        case badResponse = "bad-response"
        /// The thing asked for is not there (a stack, a queue).
        case notFound = "not-found"
        /// The operation is not one that this program may sign.
        case refused
        /// The service answered with an error of its own that is none of the above.
        case service
        case cancelled
    }

    package let code: Code
    /// AWS's own code (`AccessDenied`), at most 128 characters; nil when the fault is ours or the network's.
    package var awsCode: String?
    /// What happened, in words, bounded to 1,024 characters, without control characters or secrets.
    package var message: String
    /// The IAM action that was needed (`rds:DescribeDBInstances`).
    package var action: String?
    /// Which policy denied the action, where AWS says so.
    package var denial: Denial?
    package var requestID: String?
    package var httpStatus: Int?

    package init(
        _ code: Code, _ message: String, awsCode: String? = nil, action: String? = nil, denial: Denial? = nil,
        requestID: String? = nil, httpStatus: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.awsCode = awsCode
        self.action = action
        self.denial = denial
        self.requestID = requestID
        self.httpStatus = httpStatus
    }

    package var description: String { awsCode.map { "\($0): \(message)" } ?? message }
}
