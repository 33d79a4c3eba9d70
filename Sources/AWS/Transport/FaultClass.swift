/// What an error of AWS means for the caller and for another attempt.
///
/// - Source: retry codes as botocore's standard mode has them; the rest from the services' error lists.
struct FaultClass: Sendable, Hashable {
    let code: APIError.Code
    let retry: RetryReason?
    /// Whether the signature may have been rejected for a clock that runs wrong.
    let mayBeSkew: Bool
    /// Whether other credentials of the same account may do.
    let mayBeStale: Bool
    /// Whether a disabled region answers like this, too.
    let mayBeRegion: Bool

    init(status: Int, code: String?, message: String?) {
        let name = code ?? ""
        let words = message?.lowercased() ?? ""
        mayBeSkew = Self.skewed.contains(name)
        mayBeStale = Self.expired.contains(name)
        mayBeRegion = Self.unknownKey.contains(name)
        retry =
            if Self.throttling.contains(name) || status == 429 || status == 509 {
                .throttling
            } else if Self.transient.contains(name) || [500, 502, 503, 504].contains(status) { .transient } else { nil }
        self.code =
            if retry == .throttling { .throttled } else if Self.expired.contains(name) {
                .credentialsExpired
            } else if Self.unknownKey.contains(name) || Self.badSignature.contains(name) {
                .credentialsInvalid
            } else if Self.denied.contains(name) { .denied } else if name == "RegionDisabledException" {
                .regionDisabled
            } else if Self.unsupported.contains(name) || words.contains("not supported in this region") {
                .unsupported
            } else if Self.isNotFound(name, words) { .notFound } else if status == 403 && name.isEmpty { .denied } else
            { .service }
    }

    private static func isNotFound(_ name: String, _ words: String) -> Bool {
        let stem =
            ["Exception", "Fault", "Error"].first { name.hasSuffix($0) }.map { name.dropLast($0.count) } ?? name[...]
        return stem.hasSuffix("NotFound") || stem.hasSuffix("DoesNotExist") || name.hasPrefix("NoSuch")
            || stem.contains("NonExistent") || (name == "ValidationError" && words.hasSuffix("does not exist"))
    }

    private static let throttling: Set = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]
    private static let transient: Set = ["RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete"]
    private static let expired: Set = [
        "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired",
    ]
    private static let unknownKey: Set = [
        "AuthFailure", "UnrecognizedClientException", "UnrecognizedClient", "InvalidClientTokenId",
        "InvalidAccessKeyId",
    ]
    private static let badSignature: Set = [
        "SignatureDoesNotMatch", "InvalidSignatureException", "InvalidSignature", "IncompleteSignature",
        "IncompleteSignatureException",
        "MissingAuthenticationToken", "MissingAuthenticationTokenException", "RequestInTheFuture",
        "RequestTimeTooSkewed", "InvalidSecurityToken",
    ]
    private static let skewed: Set = [
        "AuthFailure", "InvalidSignatureException", "InvalidSignature", "RequestExpired", "RequestInTheFuture",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    ]
    private static let denied: Set = [
        "AccessDenied", "AccessDeniedException", "AuthorizationError", "AuthorizationErrorException",
        "UnauthorizedOperation", "UnauthorizedException", "NotAuthorized", "NotAuthorizedException",
        "AllAccessDisabled",
    ]
    private static let unsupported: Set = [
        "OptInRequired", "SubscriptionRequiredException", "InvalidAction", "UnknownOperationException",
        "UnsupportedOperation",
    ]
}
