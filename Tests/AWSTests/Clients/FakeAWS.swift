import Document
import FoundationEssentials
import HTTPTransport
import Synchronization

@testable import AWS

/// An AWS in memory: it answers what a test says and remembers what it was asked.
final class FakeAWS: HTTPSending {
    private let answer: @Sendable (_ request: HTTPRequest, _ number: Int) throws(HTTPFailure) -> HTTPResponse
    private let seen = Mutex<[HTTPRequest]>([])

    /// `number` counts the requests from 1.
    init(_ answer: @escaping @Sendable (_ request: HTTPRequest, _ number: Int) throws(HTTPFailure) -> HTTPResponse) {
        self.answer = answer
    }

    var requests: [HTTPRequest] { seen.withLock { $0 } }

    /// The requests to hosts that begin with `name`.
    func requests(to name: String) -> [HTTPRequest] { requests.filter { $0.url.hasPrefix("https://\(name)") } }

    func send(_ request: HTTPRequest, deadline: ContinuousClock.Instant) async throws(HTTPFailure) -> HTTPResponse {
        let number = seen.withLock { seen in
            seen.append(request)
            return seen.count
        }
        return try answer(request, number)
    }
}

/// An AWS of which some hosts let every request wait until its deadline.
struct SilentAWS: HTTPSending {
    private let silent: [String]
    private let time: FakeTime
    private let answer: @Sendable (HTTPRequest) -> HTTPResponse

    /// `silent` are beginnings of URLs.
    init(_ silent: [String], _ time: FakeTime, answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) {
        self.silent = silent
        self.time = time
        self.answer = answer
    }

    func send(_ request: HTTPRequest, deadline: ContinuousClock.Instant) async throws(HTTPFailure) -> HTTPResponse {
        guard silent.contains(where: request.url.hasPrefix) else { return answer(request) }
        time.pass(max(.zero, deadline - time.now))
        throw HTTPFailure(.timeout, "no whole answer before the deadline")
    }
}

extension HTTPRequest {
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The access key that signed it.
    var signer: String? {
        header("Authorization")?.split(separator: "=")[1].split(separator: "/").first.map(String.init)
    }
    /// The region of its signature.
    var region: String? { header("Authorization")?.split(separator: "/")[2].description }
}

extension HTTPResponse {
    static func json(_ text: String, status: Int = 200, headers: [HTTPHeader] = []) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(text.utf8))
    }

    static func fault(_ code: String, _ status: Int = 400, headers: [HTTPHeader] = []) -> HTTPResponse {
        json(#"{"code":"\#(code)","message":"because"}"#, status: status, headers: headers)
    }

    /// What STS answers to GetCallerIdentity.
    static func identity(_ account: String) -> HTTPResponse {
        json(
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::\(account):user/u</Arn><UserId>U</UserId><Account>\(account)</Account>
            </GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """)
    }

    /// What STS answers to AssumeRole.
    static func session(_ key: String, until expiration: String) -> HTTPResponse {
        json(
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>\(key)</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t-\(key)</SessionToken>
            <Expiration>\(expiration)</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """)
    }

    /// An error of STS.
    static func stsFault(_ code: String, _ status: Int = 403) -> HTTPResponse {
        json(
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
            <Code>\(code)</Code><Message>because</Message></Error><RequestId>r</RequestId></ErrorResponse>
            """, status: status)
    }
}

/// A service `things` in plain JSON: `ListThings` reads in pages, `DeleteThings` does not read; `route53` is the same.
struct FakeModels: APIModeling {
    /// Hears of every look at whether an operation may be read at an endpoint.
    var look: @Sendable () -> Void = {}

    func operation(_ name: OperationName) throws(APIError) -> any APIOperation {
        guard ["things", "route53"].contains(name.service) else {
            throw APIError(.refused, "no service \(name.service)")
        }
        return FakeOperation(name: name, look: look)
    }

    func endpointFacts(of service: String) throws(APIError) -> EndpointFacts {
        try FakeEndpoints.regional(service)
    }
}

struct FakeOperation: APIOperation {
    let name: OperationName
    var look: @Sendable () -> Void = {}

    var isReadable: Bool { name.operation == "ListThings" }
    func isReadable(at names: [String]) -> Bool {
        look()
        return isReadable
    }
    var signingName: String { "things" }
    var iamAction: String { "things:\(name.operation)" }
    var pagination: Pagination? { Pagination(["input_token": "Next", "output_token": "Next", "result_key": "Things"]) }

    func endpointParameters(_ input: Object) -> [String: Value] { [:] }

    func request(_ input: Object) throws(APIError) -> WireRequest {
        guard input["Bad"] == nil else { throw APIError(.refused, "no member Bad") }
        return WireRequest(path: "/things", query: "v=1", body: Value.object(input).json())
    }

    func understand(_ response: HTTPResponse) throws(APIError) -> WireAnswer<Value> {
        let body: Value
        do { body = try Value(json: response.body) } catch { throw APIError(.badResponse, "not JSON") }
        guard response.status < 300 else {
            return .fault(WireFault(code: body["code"]?.string, message: body["message"]?.string))
        }
        return .output(body, requestID: response[header: "id"])
    }
}

enum FakeEndpoints {
    /// The endpoints of a service with regions.
    static func regional(_ service: String) throws(APIError) -> EndpointFacts {
        let parameters: Value = [
            "Region": ["builtIn": "AWS::Region", "type": "string"],
            "Endpoint": ["builtIn": "SDK::Endpoint", "type": "string"],
        ]
        let rules: Value = [
            [
                "conditions": [["fn": "isSet", "argv": [["ref": "Endpoint"]]]],
                "endpoint": ["url": ["ref": "Endpoint"]],
            ],
            [
                "conditions": [["fn": "aws.partition", "argv": [["ref": "Region"]], "assign": "P"]],
                "endpoint": ["url": .string("https://\(service).{Region}.{P#dnsSuffix}")],
            ],
        ]
        do throws(EndpointRuleFault) {
            return EndpointFacts(
                service: service, variable: service.uppercased(),
                rules: try EndpointRules(["parameters": parameters, "rules": rules]))
        } catch {
            throw APIError(.refused, error.message)
        }
    }
}

/// Clocks that run only when somebody waits for them.
final class FakeTime: Sendable {
    private let passed = Mutex(Duration.zero)
    /// An hour ahead of the clock by which waiting callers give up: on a busy machine none does by accident.
    private let start = ContinuousClock.now + .seconds(3_600)
    /// When the tests' wall clock begins.
    static let date = Date(timeIntervalSince1970: 1_700_000_000)

    var keeper: Timekeeper {
        Timekeeper(
            now: { self.now },
            sleep: { instant in
                try Task.checkCancellation()
                self.passed.withLock { $0 = max($0, instant - self.start) }
            })
    }

    var now: ContinuousClock.Instant { start + elapsed }
    var elapsed: Duration { passed.withLock { $0 } }
    var date: Date { Self.date + elapsed / .seconds(1) }

    func pass(_ time: Duration) { passed.withLock { $0 += time } }
}
