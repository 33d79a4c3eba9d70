import AWS
import Foundation
import HTTPTransport
import Synchronization

/// An AWS with a few of everything, that refuses a share of all requests for coming too often; which ones, a seed decides.
final class ThrottlingAWS: HTTPSending {
    private let share: Double
    private let seed: UInt64
    /// By what is asked: how often it was.
    private let asked = Mutex<[String: Int]>([:])

    init(share: Double, seed: UInt64) {
        self.share = share
        self.seed = seed
    }

    var requests: Int { asked.withLock { $0.values.reduce(0, +) } }

    func send(_ request: HTTPRequest, deadline: ContinuousClock.Instant) async throws(HTTPFailure) -> HTTPResponse {
        let body = String(decoding: request.body, as: UTF8.self)
        let scope =
            request.headers.first { $0.name == "Authorization" }?.value.split(separator: "/").map(String.init) ?? []
        guard scope.count > 3 else { throw HTTPFailure(.invalidRequest, "not signed") }
        let target = request.headers.first { $0.name.lowercased() == "x-amz-target" }?.value
        let question = "\(request.url) \(scope[2]) \(target ?? "") \(body)"
        let count = asked.withLock { asked in
            asked[question, default: 0] += 1
            return asked[question, default: 0]
        }
        let isJSON = target != nil
        if scope[3] != "sts", chance(question, count) < share {
            let words = "<Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message>"
            let text =
                isJSON
                ? #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#
                : scope[3] == "ec2"
                    ? "<Response><Errors><Error>\(words)</Error></Errors><RequestID>r</RequestID></Response>"
                    : "<ErrorResponse><Error><Type>Sender</Type>\(words)</Error><RequestId>r</RequestId></ErrorResponse>"
            return HTTPResponse(status: isJSON ? 400 : 503, headers: [], body: Array(text.utf8))
        }
        return HTTPResponse(status: 200, headers: [], body: Array(answer(target, body, request.url).utf8))
    }

    /// 0 to 1, the same for the same try of the same question.
    private func chance(_ question: String, _ count: Int) -> Double {
        // FNV-1a, which unlike Hasher is the same in every process.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in "\(count) \(question)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 33
        hash = hash &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 33
        return Double(hash >> 11) * 0x1p-53
    }

    private func answer(_ target: String?, _ body: String, _ url: String) -> String {
        if let target { return json(target.split(separator: ".").last.map(String.init) ?? "", body) }
        guard let action = body.split(separator: "&").first(where: { $0.hasPrefix("Action=") })?.dropFirst(7) else {
            return url.contains("route53") ? "<ListHostedZonesResponse/>" : "{}"
        }
        let inner = xml(String(action), body)
        return url.contains("//ec2.")
            ? "<\(action)Response>\(inner)</\(action)Response>"
            : "<\(action)Response><\(action)Result>\(inner)</\(action)Result></\(action)Response>"
    }

    private func json(_ operation: String, _ body: String) -> String {
        switch operation {
        case "ListQueues":
            let urls = (0..<24).map { #""https://sqs.eu-west-1.amazonaws.com/1/queue-\#($0)""# }
            return #"{"QueueUrls":[\#(urls.joined(separator: ","))]}"#
        case "GetQueueAttributes": return #"{"Attributes":{"ApproximateNumberOfMessages":"3"}}"#
        case "ListTables": return #"{"TableNames":["a","b","c","d","e","f"]}"#
        case "DescribeTable": return #"{"Table":{"TableStatus":"ACTIVE"}}"#
        default: return "{}"
        }
    }

    private func xml(_ action: String, _ body: String) -> String {
        switch action {
        case "GetCallerIdentity": return "<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/u</Arn>"
        case "DescribeVolumes":
            // Six pages.
            let page =
                body.split(separator: "&").first { $0.hasPrefix("NextToken=") }.flatMap { Int($0.dropFirst(10)) } ?? 0
            let next = page < 5 ? "<nextToken>\(page + 1)</nextToken>" : ""
            return "<volumeSet><item><volumeId>vol-\(page)</volumeId></item></volumeSet>\(next)"
        case "DescribeInstances":
            return
                "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item></reservationSet>"
        case "DescribeDBInstances":
            return
                "<DBInstances><DBInstance><DBInstanceIdentifier>orders</DBInstanceIdentifier></DBInstance></DBInstances>"
        case "DescribeStacks": return "<Stacks><member><StackName>net</StackName></member></Stacks>"
        default: return ""
        }
    }
}
