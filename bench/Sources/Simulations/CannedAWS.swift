import AWS
import FoundationEssentials
import HTTPTransport
import Synchronization

/// An AWS without a network: late by a random time, out of order at times, and empty where it has no body to give.
final class CannedAWS: HTTPSending {
    private let clock: SimulatedClock
    private let chance = Chance(seed: 2)
    private let bodies: [String: [UInt8]]
    private let failures: Double
    private let quotas = Mutex(Quotas())

    /// - Parameters:
    ///   - clock: What its lateness is waited on.
    ///   - bodies: Answers by `service:Operation`.
    ///   - failures: The share of requests that end in an error 500.
    init(_ clock: SimulatedClock, bodies: [String: [UInt8]] = [:], failures: Double = 0) {
        self.clock = clock
        self.bodies = bodies
        self.failures = failures
    }

    var counted: Quotas { quotas.withLock { $0 } }

    func send(
        _ request: HTTPRequest, deadline: ContinuousClock.Instant
    ) async throws(HTTPFailure) -> HTTPResponse {
        guard let asked = Asked(request) else {
            throw HTTPFailure(.invalidRequest, "not a request of AWS: \(request.url)")
        }
        let time = clock.elapsed / .seconds(1)
        quotas.withLock {
            $0.note(account: asked.account, region: asked.region, service: asked.service, at: time)
        }
        do { try await clock.sleep(for: .milliseconds(50 + 450 * chance.next())) } catch {
            throw HTTPFailure(.cancelled, "the simulation ends")
        }
        if chance.next() < failures { return HTTPResponse(status: 500, headers: [], body: []) }
        return HTTPResponse(status: 200, headers: [], body: body(of: asked))
    }

    /// Answers of the services that name no operation and speak XML.
    private static let emptyDocuments = [
        "cloudfront": "<DistributionList><IsTruncated>false</IsTruncated></DistributionList>",
        "route53":
            "<ListHostedZonesResponse><HostedZones/><IsTruncated>false</IsTruncated></ListHostedZonesResponse>",
        "s3": "<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>",
    ]

    private func body(of asked: Asked) -> [UInt8] {
        if asked.service == "sts" {
            let account = asked.account.dropFirst(4)
            return Array(
                """
                <GetCallerIdentityResponse><GetCallerIdentityResult><UserId>U</UserId><Account>\(account)</Account>\
                <Arn>arn:aws:iam::\(account):user/bench</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>
                """.utf8)
        }
        if let body = bodies["\(asked.service):\(asked.operation)"] { return body }
        if let body = Self.emptyDocuments[asked.service] { return Array(body.utf8) }
        if asked.isJSON { return Array("{}".utf8) }
        let name = asked.operation
        return Array(
            (asked.service == "ec2"
                ? "<\(name)Response><requestId>r</requestId></\(name)Response>"
                : "<\(name)Response><\(name)Result/></\(name)Response>").utf8)
    }
}

/// Who asks what, as a signed request says it.
private struct Asked {
    let account: Substring
    let region: Substring
    let service: String
    let operation: String
    let isJSON: Bool

    init?(_ request: HTTPRequest) {
        func header(_ name: String) -> String? {
            request.headers.first { $0.name.lowercased() == name }?.value
        }
        guard let scope = header("authorization")?.split(separator: "=").dropFirst().first?.split(separator: "/"),
            scope.count > 3
        else { return nil }
        account = scope[0]
        region = scope[2]
        let body = String(decoding: request.body, as: UTF8.self)
        let signed = String(scope[3])
        service =
            switch signed {
            case "elasticloadbalancing": body.contains("Version=2015-12-01") ? "elbv2" : "elb"
            case "monitoring": "cloudwatch"
            case "elasticfilesystem": "efs"
            case "es": "opensearch"
            default: signed
            }
        if let target = header("x-amz-target") {
            operation = target.split(separator: ".").last.map(String.init) ?? ""
            isJSON = true
        } else if let action = body.split(separator: "&").first(where: { $0.hasPrefix("Action=") }) {
            operation = String(action.dropFirst(7))
            isJSON = false
        } else {
            operation = service == "route53" ? "ListHostedZones" : ""
            isJSON = service != "route53"
        }
    }
}
