import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("What errors mean")
struct FaultTests {
    private func error(
        _ code: String?, _ message: String? = nil, status: Int = 400, requestID: String? = nil
    ) -> APIError {
        let fault = WireFault(code: code, message: message, requestID: requestID)
        let meaning = FaultClass(status: status, code: code, message: message)
        return APIError(fault, class: meaning, status: status, action: "rds:DescribeDBInstances")
    }

    @Test(
        "fourteen codes and two statuses ask for fewer requests",
        arguments: [
            "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
            "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
            "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
            "PriorRequestNotComplete", "EC2ThrottledException",
        ])
    func throttling(code: String) {
        for status in [400, 403, 503] {
            #expect(FaultClass(status: status, code: code, message: nil).retry == .throttling)
            #expect(error(code, status: status).code == .throttled)
        }
        #expect(FaultClass(status: 429, code: nil, message: nil).retry == .throttling)
        #expect(FaultClass(status: 509, code: "X", message: nil).retry == .throttling)
    }

    @Test("four statuses and two codes may be gone at once; nothing else is retried")
    func transient() {
        for status in [500, 502, 503, 504] {
            #expect(FaultClass(status: status, code: nil, message: nil).retry == .transient)
            #expect(error(nil, status: status).code == .service)
        }
        for code in ["RequestTimeout", "RequestTimeoutException"] {
            #expect(FaultClass(status: 400, code: code, message: nil).retry == .transient)
        }
        for (status, code) in [
            (400, "ValidationError"), (403, "AccessDenied"), (404, "X"), (501, "X"), (400, "AuthFailure"),
        ] {
            #expect(FaultClass(status: status, code: code, message: nil).retry == nil)
        }
    }

    @Test(
        "codes and their reasons",
        arguments: [
            ("AccessDenied", APIError.Code.denied), ("AccessDeniedException", .denied), ("AuthorizationError", .denied),
            ("AuthorizationErrorException", .denied), ("UnauthorizedOperation", .denied),
            ("AuthFailure", .credentialsInvalid), ("UnrecognizedClientException", .credentialsInvalid),
            ("InvalidClientTokenId", .credentialsInvalid), ("SignatureDoesNotMatch", .credentialsInvalid),
            ("InvalidSignatureException", .credentialsInvalid), ("ExpiredToken", .credentialsExpired),
            ("ExpiredTokenException", .credentialsExpired), ("RequestExpired", .credentialsExpired),
            ("OptInRequired", .unsupported), ("SubscriptionRequiredException", .unsupported),
            ("InvalidAction", .unsupported), ("RegionDisabledException", .regionDisabled),
            ("DBInstanceNotFound", .notFound), ("DBInstanceNotFoundFault", .notFound), ("NoSuchBucket", .notFound),
            ("ResourceNotFoundException", .notFound), ("QueueDoesNotExist", .notFound),
            ("AWS.SimpleQueueService.NonExistentQueue", .notFound), ("InvalidInstanceID.NotFound", .notFound),
            ("ValidationError", .service), ("Whatever", .service),
        ])
    func codes(name: String, code: APIError.Code) {
        #expect(error(name).code == code)
        #expect(error(name).awsCode == name)
    }

    @Test("words that say more than the code")
    func words() {
        #expect(error("ValidationError", "Stack with id x does not exist").code == .notFound)
        #expect(error("InvalidParameter", "X is not supported in this region.").code == .unsupported)
        #expect(error(nil, status: 403).code == .denied)
        #expect(error(nil, status: 404).code == .service)
    }

    @Test(
        "a denial names the action that AWS names, or else the one that was asked for",
        arguments: [
            (
                "User: arn:aws:iam::1:user/u is not authorized to perform: rds:DescribeDBClusters on resource: * because …",
                "rds:DescribeDBClusters"
            ),
            ("User: u is not authorized to perform: s3:ListAllMyBuckets", "s3:ListAllMyBuckets"),
            (
                "User is not authorized to perform: rds:DescribeDBClusters with an explicit deny in a service control policy",
                "rds:DescribeDBClusters"
            ),
            (
                "You are not authorized to perform this operation. Encoded authorization failure message: x9Zq",
                "rds:DescribeDBInstances"
            ),
            ("no", "rds:DescribeDBInstances"), ("perform: :", "rds:DescribeDBInstances"),
            ("perform: a:b:c", "rds:DescribeDBInstances"),
        ])
    func actions(message: String, action: String) {
        let error = error("AccessDenied", message, status: 403, requestID: "r")
        #expect(error.action == action)
        #expect(error.requestID == "r")
        #expect(error.httpStatus == 403)
        #expect(!error.message.contains("x9Zq"))
    }

    @Test(
        "a denial says which policy it came from, where AWS does",
        arguments: [
            ("because no identity-based policy allows the rds:X action", Denial.Policy.identity, false),
            ("with an explicit deny in an identity-based policy", .identity, true),
            ("because no service control policy allows the rds:X action", .serviceControl, false),
            (
                "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/p", .serviceControl,
                true
            ),
            ("with an explicit deny in a resource control policy", .resourceControl, true),
            ("because no permissions boundary allows the rds:X action", .permissionsBoundary, false),
            ("with an explicit deny in a permissions boundary", .permissionsBoundary, true),
            ("because no session policy allows the rds:X action", .session, false),
            ("with an explicit deny in a VPC endpoint policy", .vpcEndpoint, true),
            ("because no VPC endpoint policy allows the rds:X action", .vpcEndpoint, false),
            ("because no resource-based policy allows the rds:X action", .resource, false),
            ("with an explicit deny in the role trust policy", .trust, true),
        ])
    func denials(words: String, policy: Denial.Policy, isExplicit: Bool) {
        let said = "User: arn:aws:iam::1:user/u is not authorized to perform: rds:X on resource: * \(words)"
        #expect(error("AccessDenied", said, status: 403).denial == Denial(policy: policy, isExplicit: isExplicit))
        // Words of an error that is no denial say nothing of policies.
        #expect(error("ValidationError", said).denial == nil)
    }

    @Test(
        "a denial that names no type of policy has none",
        arguments: [
            "Access Denied", "with an explicit deny", "because no policy allows the rds:X action", "",
            String(repeating: "because no ", count: 100_000) + "session policy",
        ])
    func noDenials(words: String) {
        #expect(error("AccessDenied", words, status: 403).denial == nil)
    }

    @Test("messages are bounded, without control characters, and quote no signature")
    func messages() {
        let long = error("X", String(repeating: "a\u{1B}\n", count: 5_000)).message
        #expect(long.count == 1_024)
        #expect(!long.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(error("X\r\nY", nil, requestID: String(repeating: "i", count: 999)).requestID?.count == 128)
        let quoted = "The Canonical String should have been 'GET … x-amz-security-token:canary'"
        for code in ["SignatureDoesNotMatch", "InvalidSignatureException", "AuthFailure"] {
            let error = error(code, quoted, status: 403)
            #expect(!"\(error)".contains("canary"))
        }
        #expect(error("X", nil).message == "AWS answered with status 400")
        #expect("\(error("X", "words"))" == "X: words")
    }

    @Test("failures of the wire keep their reason")
    func failures() {
        let expected: [(HTTPFailure.Code, APIError.Code, RetryReason?)] = [
            (.timeout, .timeout, .transient), (.unreachable, .unreachable, .transient), (.tls, .tls, .transient),
            (.truncated, .badResponse, .transient), (.tooLarge, .badResponse, nil), (.malformed, .badResponse, nil),
            (.invalidRequest, .refused, nil), (.cancelled, .cancelled, nil), (.internal, .unreachable, nil),
        ]
        #expect(Set(expected.map(\.0)) == Set(HTTPFailure.Code.allCases))
        for (code, mapped, retry) in expected {
            let failure = HTTPFailure(code, "words")
            #expect(APIError(failure) == APIError(mapped, "words"))
            #expect(RetryReason(failure) == retry)
        }
    }

    @Test(
        "dates of headers",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ])
    func dates(text: String, seconds: Double) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test(
        "what is no date",
        arguments: [
            "", "now", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 25:00:00 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov -1 08:49:37 GMT", "Sun, 31 Feb 2027 08:49:37 GMT",
        ])
    func noDates(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
