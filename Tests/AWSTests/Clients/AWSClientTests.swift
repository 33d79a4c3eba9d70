import Document
import FoundationEssentials
import HTTPTransport
import Synchronization
import Testing

@testable import AWS

@Suite("The client")
struct AWSClientTests {
    private let time = FakeTime()

    private func client(
        _ aws: FakeAWS, _ accounts: [AccountAccess] = [Self.keys], environment: HostEnvironment = HostEnvironment()
    ) throws -> AWSClient {
        AWSClient(
            accounts: accounts, models: FakeModels(), partitions: try Partitions(EndpointTests.partitions), http: aws,
            environment: environment, time: time.keeper, date: { [time] in time.date }, jitter: { 1 })
    }

    private static let keys = AccountAccess(
        name: "a", source: .keys(accessKeyID: "K", secretAccessKey: "s", sessionToken: nil))
    private static let checked = AccountAccess(name: "a", source: keys.source, expectedAccountID: "111111111111")
    private static let role = AccountAccess(
        name: "a", source: .role(arn: "arn:aws:iam::1:role/r", externalID: "x y", base: keys.source))

    private func call(
        _ operation: String = "ListThings", _ input: Object = [:], region: String = "eu-west-1", account: String = "a",
        within time: Duration = .seconds(3_600)
    ) -> APICall {
        APICall(
            OperationName(service: "things", operation: operation), input: input, account: account, region: region,
            deadline: self.time.now + time)
    }

    private func failure(_ client: AWSClient, _ call: APICall) async -> APIError? {
        do throws(APIError) {
            _ = try await client.call(call)
            return nil
        } catch {
            return error
        }
    }

    @Test("a call is signed, sent, parsed and paged")
    func pages() async throws {
        let aws = FakeAWS { request, number throws(HTTPFailure) in
            number < 3
                ? .json(#"{"Things":[\#(number)],"Next":"t\#(number)"}"#)
                : .json(#"{"Things":[\#(number)]}"#, headers: [HTTPHeader("id", "last")])
        }
        let result = try await client(aws).call(call("ListThings", ["Size": 7]))
        #expect(result.output == ["Things": [1, 2, 3]])
        #expect(result.requests == 3)
        #expect(result.requestID == "last")
        #expect(aws.requests.map(\.text) == [#"{"Size":7}"#, #"{"Size":7,"Next":"t1"}"#, #"{"Size":7,"Next":"t2"}"#])
        let request = try #require(aws.requests.first)
        #expect(request.url == "https://things.eu-west-1.amazonaws.com/things?v=1")
        #expect(request.header("Host") == "things.eu-west-1.amazonaws.com")
        #expect(request.header("X-Amz-Date") == "20231114T221320Z")
        #expect(request.header("User-Agent") == "elastatus")
        #expect(
            request.header("Authorization")?.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=K/20231114/eu-west-1/things/aws4_request, SignedHeaders=host;x-amz-date, Signature="
            ) == true)
    }

    @Test("what is not marked as reading is refused before any byte is sent")
    func refused() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json("{}") }
        let client = try client(aws, [Self.checked])
        #expect(await failure(client, call("DeleteThings"))?.code == .refused)
        let other = APICall(
            OperationName(service: "other", operation: "ListThings"), account: "a", region: "eu-west-1",
            deadline: time.now + .seconds(9))
        #expect(await failure(client, other)?.code == .refused)
        #expect(aws.requests.isEmpty)
        #expect(await failure(client, call(account: "b"))?.code == .credentialsMissing)
        #expect(await failure(try self.client(aws), call("ListThings", ["Bad": 1]))?.code == .refused)
        #expect(await failure(try self.client(aws), call(region: "mars-1"))?.code == .unreachable)
        #expect(aws.requests.isEmpty)
    }

    @Test("a broken page loses the whole answer, and so does a circle of tokens")
    func brokenPaging() async throws {
        for last in [HTTPResponse.fault("AccessDenied", 403), .json("<html>"), .json(#"{"Things":[2],"Next":"t"}"#)] {
            let aws = FakeAWS { _, number throws(HTTPFailure) in
                number == 1 ? .json(#"{"Things":[1],"Next":"t"}"#) : last
            }
            let error = await failure(try client(aws), call())
            #expect(error?.code == (last.status == 403 ? .denied : .badResponse))
        }
    }

    @Test("attempts and pauses: three for what may pass, none for what will not")
    func retries() async throws {
        let cases: [(HTTPResponse, APIError.Code, Int, Duration)] = [
            (.fault("X", 500), .service, 3, .milliseconds(150)),
            (.json("<html>", status: 502), .service, 3, .milliseconds(150)),
            (.fault("ThrottlingException"), .throttled, 3, .seconds(3)),
            (.json("", status: 429), .throttled, 3, .seconds(3)),
            (.fault("AccessDenied", 403), .denied, 1, .zero), (.fault("X"), .service, 1, .zero),
            (.json("<html>"), .badResponse, 1, .zero), (.json(""), .badResponse, 1, .zero),
        ]
        for (response, code, count, pause) in cases {
            let before = time.elapsed
            let aws = FakeAWS { _, _ throws(HTTPFailure) in response }
            #expect(await failure(try client(aws), call())?.code == code)
            #expect(aws.requests.count == count)
            // After a complaint the pace adds waits of its own.
            #expect(code == .throttled ? time.elapsed - before >= pause : time.elapsed - before == pause)
        }
        let aws = FakeAWS { _, number throws(HTTPFailure) in
            if number == 1 { throw HTTPFailure(.truncated, "cut") }
            return number == 2 ? .fault("X", 503) : .json(#"{"Things":[]}"#)
        }
        #expect(try await client(aws).call(call()).requests == 3)
    }

    @Test("a failed wire says which way it failed")
    func wire() async throws {
        for (code, mapped, count) in [
            (HTTPFailure.Code.tls, APIError.Code.tls, 3), (.unreachable, .unreachable, 3), (.timeout, .timeout, 3),
            (.tooLarge, .badResponse, 1), (.cancelled, .cancelled, 1),
        ] {
            let aws = FakeAWS { _, _ throws(HTTPFailure) in throw HTTPFailure(code, "words") }
            #expect(await failure(try client(aws), call()) == APIError(mapped, "words"))
            #expect(aws.requests.count == count)
        }
    }

    @Test("no attempt is made beyond the deadline")
    func deadline() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .fault("ThrottlingException") }
        #expect(await failure(try client(aws), call(within: .seconds(1)))?.code == .throttled)
        #expect(aws.requests.count == 1)
        let endless = FakeAWS { [time] _, number throws(HTTPFailure) in
            time.pass(.seconds(10))
            return .json(#"{"Things":[1],"Next":"\#(number)"}"#)
        }
        #expect(await failure(try client(endless), call(within: .seconds(60)))?.code == .timeout)
        #expect(endless.requests.count == 6)
    }

    @Test("when no turn is left for another attempt, the failure of the last one is told")
    func noTurnLeft() async throws {
        for tenths in 1...100 {
            let last = Mutex("")
            let aws = FakeAWS { _, number throws(HTTPFailure) in
                // Complaints slow the next turns down, beyond the deadline at times.
                last.withLock { $0 = "because of \(number)" }
                return .json(#"{"code":"ThrottlingException","message":"because of \#(number)"}"#, status: 400)
            }
            let error = await failure(try client(aws), call(within: .milliseconds(tenths * 100)))
            #expect(error?.message.contains(last.withLock(\.self)) == true, "\(tenths): \(error.map { "\($0)" } ?? "")")
        }
    }

    @Test("the pause that AWS asks for is kept")
    func retryAfter() async throws {
        let aws = FakeAWS { _, number throws(HTTPFailure) in
            number == 1
                ? .fault("X", 503, headers: [HTTPHeader("x-amz-retry-after", "4000")]) : .json(#"{"Things":[]}"#)
        }
        _ = try await client(aws).call(call())
        #expect(time.elapsed == .seconds(4))
    }

    @Test("one account waits its turn: a burst of ten, then five a second; another account does not wait")
    func pace() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json(#"{"Things":[]}"#) }
        let other = AccountAccess(name: "b", source: Self.keys.source)
        let replaced = AccountAccess(name: "c", source: Self.keys.source, endpointURL: "http://127.0.0.1:1")
        let client = try client(aws, [Self.keys, other, replaced])
        for _ in 0..<10 { _ = try await client.call(call()) }
        #expect(time.elapsed == .zero)
        for _ in 0..<5 { _ = try await client.call(call()) }
        #expect(abs(time.elapsed / .seconds(1) - 1) < 1e-6)
        let before = time.elapsed
        _ = try await client.call(call(account: "b"))
        _ = try await client.call(call(region: "us-east-1"))
        for _ in 0..<50 { _ = try await client.call(call(account: "c")) }
        #expect(time.elapsed == before)
    }

    @Test("an account's regions share one pace where the service has no regions")
    func globalPace() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json(#"{"Things":[]}"#) }
        let client = try client(aws)
        for number in 0..<11 {
            let zones = APICall(
                OperationName(service: "route53", operation: "ListThings"), account: "a",
                region: ["eu-west-1", "us-east-1", "us-west-2"][number % 3], deadline: time.now + .seconds(3_600))
            _ = try await client.call(zones)
        }
        #expect(abs(time.elapsed / .seconds(1) - 0.25) < 1e-6, "ten at once, then four a second")
    }

    @Test("a page in the middle that AWS refuses for too many requests is asked for again, without the pages before it")
    func throttledPage() async throws {
        let refused = Atomic(0)
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            if request.text == "{}" { return .json(#"{"Things":[1],"Next":"t"}"#) }
            let count = refused.wrappingAdd(1, ordering: .relaxed).newValue
            return count <= 5 ? .fault("ThrottlingException") : .json(#"{"Things":[2]}"#)
        }
        let result = try await client(aws).call(call())
        #expect(result.output == ["Things": [1, 2]])
        #expect(aws.requests.count == 7 && result.requests == 7)
        let endless = FakeAWS { request, _ throws(HTTPFailure) in
            request.text == "{}" ? .json(#"{"Things":[1],"Next":"t"}"#) : .fault("ThrottlingException")
        }
        #expect(await failure(try client(endless), call(within: .seconds(600)))?.code == .throttled)
        #expect(endless.requests.count == 1 + 4 * 3)
    }

    @Test("an expired token is replaced once, in the middle of the pages, and the page is asked for again")
    func expired() async throws {
        let sessions = Atomic(0)
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            if request.url.contains("sts.") {
                let count = sessions.wrappingAdd(1, ordering: .relaxed).newValue
                return .session("S\(count)", until: "2033-11-14T23:13:20Z")
            }
            if request.text == "{}" { return .json(#"{"Things":[1],"Next":"t"}"#) }
            return request.signer == "S1" ? .fault("ExpiredTokenException") : .json(#"{"Things":[2]}"#)
        }
        let client = try client(aws, [Self.role])
        let result = try await client.call(call())
        #expect(result.output == ["Things": [1, 2]])
        #expect(aws.requests(to: "things").map(\.signer) == ["S1", "S1", "S2"])
        let sts = try #require(aws.requests(to: "sts.us-east-1.amazonaws.com").first)
        #expect(
            sts.text
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=elastatus&ExternalId=x%20y"
        )
        #expect(sts.signer == "K" && sts.region == "us-east-1")
        #expect(aws.requests(to: "things").last?.header("X-Amz-Security-Token") == "t-S2")
    }

    @Test("an expired key that nobody replaces is told once, not retried for ever")
    func expiredForGood() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .fault("ExpiredToken") }
        #expect(await failure(try client(aws), call())?.code == .credentialsExpired)
        #expect(aws.requests.count == 1)
        let role = FakeAWS { request, number throws(HTTPFailure) in
            request.url.contains("sts.")
                ? .session("S\(number)", until: "2033-11-14T23:13:20Z") : .fault("ExpiredToken")
        }
        #expect(await failure(try client(role, [Self.role]), call())?.code == .credentialsExpired)
        #expect(role.requests(to: "things").count == 2)
        #expect(role.requests(to: "sts").count == 2)
    }

    @Test("a key that comes again with another end is the same rejected key: nothing is signed with it again")
    func expiredAgain() async throws {
        let aws = FakeAWS { request, number throws(HTTPFailure) in
            request.url.contains("sts.")
                ? .session("S", until: "2033-11-14T23:13:0\(number)Z") : .fault("ExpiredToken")
        }
        #expect(await failure(try client(aws, [Self.role]), call())?.code == .credentialsExpired)
        #expect(aws.requests(to: "things").count == 1)
        #expect(aws.requests(to: "sts").count == 2)
    }

    @Test("accounts whose roles one caller assumes share its pace at STS; another caller has its own")
    func roleFleet() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            request.url.contains("sts.") ? .session("S", until: "2033-11-14T23:13:20Z") : .json(#"{"Things":[]}"#)
        }
        let other = AccountAccess.Source.keys(accessKeyID: "K2", secretAccessKey: "s", sessionToken: nil)
        func fleet(_ base: AccountAccess.Source, _ name: String, _ count: Int) -> [AccountAccess] {
            (0..<count).map {
                AccountAccess(
                    name: "\(name)\($0)", source: .role(arn: "arn:aws:iam::\($0):role/r", externalID: nil, base: base))
            }
        }
        let pace = ServicePace.of(service: "sts").own
        let accounts = fleet(Self.keys.source, "a", Int(pace.burst) + 100)
        let client = try client(aws, accounts + fleet(other, "b", 100))
        for account in accounts.dropLast(100) { _ = try await client.call(call(account: account.name)) }
        #expect(time.elapsed == .zero)
        for account in accounts.suffix(100) { _ = try await client.call(call(account: account.name)) }
        #expect(abs(time.elapsed / .seconds(1) - 100 / pace.rate) < 1e-6)
        let before = time.elapsed
        for number in 0..<100 { _ = try await client.call(call(account: "b\(number)")) }
        #expect(time.elapsed == before)
        #expect(aws.requests(to: "sts").count == accounts.count + 100)
    }

    @Test("a role that may not be assumed is told as such, without its trail of attempts")
    func roleDenied() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .stsFault("AccessDenied") }
        let client = try client(aws, [Self.role])
        for _ in 0..<5 {
            let error = await failure(client, call())
            #expect(error?.code == .denied)
            #expect(error?.action == "sts:AssumeRole")
        }
        #expect(aws.requests.count == 1)
        time.pass(.seconds(1))
        _ = await failure(client, call())
        #expect(aws.requests.count == 2)
    }

    @Test("STS out of reach in one region is asked in another")
    func otherRegion() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            if request.url.contains("sts.us-east-1") { throw HTTPFailure(.unreachable, "gone") }
            return request.url.contains("sts.us-west-2")
                ? .session("S", until: "2033-11-14T23:13:20Z") : .json(#"{"Things":[]}"#)
        }
        _ = try await client(aws, [Self.role]).call(call())
        #expect(aws.requests(to: "sts.us-east-1").count == 3)
        #expect(aws.requests(to: "sts.us-west-2").count == 1)
    }

    @Test("a region of STS that says nothing leaves time for the next one", arguments: ["eu-west-1", nil])
    func silentRegion(own: String?) async throws {
        let silent = Set([own, "us-east-1"].compactMap(\.self))
        let aws = SilentAWS(silent.map { "https://sts.\($0)." }, time) { request in
            request.url.contains("sts.us-west-2")
                ? .session("S", until: "2033-11-14T23:13:20Z") : .json(#"{"Things":[]}"#)
        }
        let client = AWSClient(
            accounts: [Self.role], models: FakeModels(), partitions: try Partitions(EndpointTests.partitions),
            http: aws,
            environment: HostEnvironment(variables: own.map { ["AWS_REGION": $0] } ?? [:]), time: time.keeper,
            date: { [time] in time.date }, jitter: { 1 })
        #expect(try await client.call(call()).output == ["Things": []])
        #expect(time.elapsed < .seconds(15))
    }

    @Test("requests that were never sent are not counted")
    func sentRequests() async throws {
        let aws = FakeAWS { request, number throws(HTTPFailure) in
            if request.text == "{}" { return .json(#"{"Things":[1],"Next":"t"}"#) }
            // A pause longer than the call has time ends the attempts after the first of three.
            return number == 2
                ? .fault("ThrottlingException", headers: [HTTPHeader("x-amz-retry-after", "6000")])
                : .json(#"{"Things":[2]}"#)
        }
        let result = try await client(aws).call(call(within: .seconds(5)))
        #expect(result.output == ["Things": [1, 2]])
        #expect(result.requests == 3 && aws.requests.count == 3)
    }

    @Test("another account than expected is told for each call, asked for once, and nothing is read from it")
    func mismatch() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            request.url.contains("sts.") ? .identity("222222222222") : .json(#"{"Things":[]}"#)
        }
        let client = try client(aws, [Self.checked])
        for _ in 0..<3 {
            #expect(
                await failure(client, call())
                    == APIError(
                        .accountMismatch, "the credentials of a belong to account 222222222222, not to 111111111111"))
        }
        #expect(aws.requests.count == 1)
        let right = FakeAWS { request, _ throws(HTTPFailure) in
            request.url.contains("sts.") ? .identity("111111111111") : .json(#"{"Things":[]}"#)
        }
        let checked = try self.client(right, [Self.checked])
        for _ in 0..<3 { _ = try await checked.call(call()) }
        #expect(right.requests(to: "sts").count == 1)
        #expect(
            try await checked.identity(of: "a")
                == CallerIdentity(accountID: "111111111111", arn: "arn:aws:iam::111111111111:user/u"))
        #expect(right.requests(to: "sts").count == 1)
        await #expect(throws: APIError.self) { try await checked.identity(of: "b") }
    }

    @Test("a thousand callers ask once who they are")
    func identityOnce() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            request.url.contains("sts.") ? .identity("111111111111") : .json(#"{"Things":[]}"#)
        }
        let client = try client(aws, [Self.checked])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<1_000 { group.addTask { _ = try? await client.identity(of: "a") } }
        }
        #expect(aws.requests.count == 1)
    }

    @Test(
        "keys that one region does not know and STS does: the region is disabled",
        arguments: ["AuthFailure", "UnrecognizedClientException", "InvalidClientTokenId"])
    func disabledRegion(code: String) async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            if request.url.contains("sts.") { return .identity("111111111111") }
            return request.region == "eu-west-1" ? .fault(code, 403) : .json(#"{"Things":[]}"#)
        }
        let client = try client(aws)
        let error = await failure(client, call())
        #expect(error?.code == .regionDisabled)
        #expect(error?.awsCode == code)
        #expect(aws.requests.count == 2)
        _ = await failure(client, call())
        #expect(aws.requests.count == 3, "the proof lasts a minute")
        time.pass(.seconds(61))
        _ = await failure(client, call())
        #expect(aws.requests.count == 5)
    }

    @Test("keys that nobody knows are bad keys, in every region")
    func badKeys() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            request.url.contains("sts.") ? .stsFault("InvalidClientTokenId") : .fault("AuthFailure", 401)
        }
        let client = try client(aws)
        #expect(await failure(client, call())?.code == .credentialsInvalid)
        #expect(await failure(client, call(region: "us-east-1"))?.code == .credentialsInvalid)
        #expect(await failure(client, call(region: "global"))?.code == .credentialsInvalid)
        #expect(aws.requests(to: "sts").count == 1)
    }

    @Test("a clock that runs wrong is noticed, corrected for that endpoint, and asked about once")
    func skew() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            let date = [HTTPHeader("date", "Tue, 14 Nov 2023 23:13:20 GMT")]
            return request.header("X-Amz-Date") == "20231114T231320Z"
                ? .json(#"{"Things":[]}"#) : .fault("InvalidSignatureException", 403, headers: date)
        }
        let client = try client(aws)
        _ = try await client.call(call())
        #expect(aws.requests.map { $0.header("X-Amz-Date") } == ["20231114T221320Z", "20231114T231320Z"])
        _ = try await client.call(call())
        #expect(aws.requests.count == 3)

        for date in ["Tue, 14 Nov 2023 22:16:00 GMT", "nonsense"] {
            for code in ["SignatureDoesNotMatch", "AuthFailure"] {
                let close = FakeAWS { request, _ throws(HTTPFailure) in
                    request.url.contains("sts.")
                        ? .stsFault("InvalidClientTokenId") : .fault(code, 403, headers: [HTTPHeader("date", date)])
                }
                #expect(await failure(try self.client(close), call())?.code == .credentialsInvalid)
                #expect(close.requests(to: "things").count == 1)
            }
        }
        let wrong = FakeAWS { _, _ throws(HTTPFailure) in
            .fault("RequestTimeTooSkewed", 403, headers: [HTTPHeader("date", "Tue, 14 Nov 2023 23:13:20 GMT")])
        }
        #expect(await failure(try self.client(wrong), call())?.code == .credentialsInvalid)
        #expect(wrong.requests.count == 2, "corrected once")
    }

    @Test("a cancelled call ends as cancelled, in a pause too")
    func cancelled() async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .fault("X", 500) }
        let client = try client(aws)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await failure(client, call())?.code
        }
        task.cancel()
        #expect(await task.value == .cancelled)
    }

    @Test("a replacement of AWS gets every call, with its base path")
    func replacement() async throws {
        let aws = FakeAWS { request, _ throws(HTTPFailure) in
            request.text.contains("GetCallerIdentity") ? .identity("1") : .json(#"{"Things":[]}"#)
        }
        let access = AccountAccess(name: "a", source: Self.keys.source, endpointURL: "http://127.0.0.1:9/base/")
        let client = try client(aws, [access])
        _ = try await client.call(call())
        _ = try await client.identity(of: "a")
        #expect(aws.requests.map(\.url) == ["http://127.0.0.1:9/base/things?v=1", "http://127.0.0.1:9/base/"])
        #expect(aws.requests.map { $0.region } == ["eu-west-1", "us-east-1"])
    }
}
