import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Credentials of a container")
struct ContainerTests {
    private static let given = HTTPResponse.json(
        #"{"RoleArn":"r","AccessKeyId":"C","SecretAccessKey":"s","Token":"t","Expiration":"2033-11-14T23:13:20Z"}"#)

    private func bench(_ variables: [String: String], files: [String: String] = [:]) -> FetchBench {
        var bench = FetchBench(
            variables: Dictionary(
                uniqueKeysWithValues: variables.map { ("AWS_CONTAINER_\($0.key)", $0.value) }), files: files)
        bench.answer = { _, _ throws(HTTPFailure) in Self.given }
        return bench
    }

    @Test("a relative address is the agent's, and counts before a full one")
    func relative() async throws {
        let (credentials, requests) = try await bench([
            "CREDENTIALS_RELATIVE_URI": "/v2/credentials/x?id=1", "CREDENTIALS_FULL_URI": "http://localhost/y",
        ]).fetch()
        #expect(
            credentials
                == Credentials(
                    accessKeyID: "C", secretAccessKey: "s", sessionToken: "t",
                    expiration: Date(timeIntervalSince1970: 2_015_622_800)))
        #expect(requests.map(\.url) == ["http://169.254.170.2/v2/credentials/x?id=1"])
        #expect(requests.first?.header("Accept") == "application/json")
        #expect(requests.first?.header("Authorization") == nil)
    }

    @Test(
        "plain http goes to this machine and the agents alone, https anywhere",
        arguments: [
            ("http://localhost/x", true), ("http://localhost:8080/x?y", true), ("http://127.0.0.1/", true),
            ("http://127.9.8.7:1/x", true), ("http://[::1]/x", true), ("http://169.254.170.2/x", true),
            ("http://169.254.170.23/v1/credentials", true), ("http://[fd00:ec2::23]/v1/credentials", true),
            ("HTTP://LOCALHOST/x", true), ("https://example.com/x", true), ("http://example.com/x", false),
            ("http://169.254.169.254/x", false), ("http://127.0.0.1.example.com/", false),
            ("http://127.0.0.999/", false),
            ("http://localhost@example.com/", false), ("http://example.com#localhost/", false),
            ("http://[::1]x/", false),
            (#"http://localhost\@example.com/"#, false), ("http://127.1/", false), ("http://0/", false),
            ("ftp://localhost/", false), ("localhost/x", false), ("http:///x", false),
            ("http://localhost:99999/", false),
            ("http://%6cocalhost/", false), ("http://local host/", false), ("//localhost/", false),
            ("http://[::ffff:1.2.3.4]/", false),
        ])
    func hosts(url: String, isGood: Bool) async throws {
        let bench = bench(["CREDENTIALS_FULL_URI": url])
        if isGood {
            #expect(try await bench.fetch().1.map(\.url) == [url])
        } else {
            let (error, requests) = try await bench.failure()
            #expect(error?.code == .credentialsMissing)
            #expect(error?.message.hasPrefix("AWS_CONTAINER_CREDENTIALS_FULL_URI is ") == true)
            #expect(requests.isEmpty)
        }
    }

    @Test(
        "a relative address stays on the agent",
        arguments: ["@example.com/x", ".example.com/", ":80@example.com/", "x", "/a b", "//h\\x"])
    func relativeEscapes(path: String) {
        #expect(
            throws: APIError(
                .credentialsMissing, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path like /v2/credentials/…")
        ) { try bench(["CREDENTIALS_RELATIVE_URI": path]).plan() }
    }

    @Test("a token is sent; that of a file counts before the other and is read anew for each call")
    func tokens() async throws {
        let full = ["CREDENTIALS_FULL_URI": "http://localhost/x", "AUTHORIZATION_TOKEN": "Basic one"]
        #expect(try await bench(full).fetch().1.first?.header("Authorization") == "Basic one")
        let bench = bench(full.merging(["AUTHORIZATION_TOKEN_FILE": "/t"]) { $1 }, files: ["/t": "Basic two"])
        let aws = FakeAWS(bench.answer)
        let fetcher = try bench.fetcher(over: aws)
        _ = try await fetcher.fetch()
        bench.written.set("/t", "Basic three")
        _ = try await fetcher.fetch()
        #expect(aws.requests.map { $0.header("Authorization") } == ["Basic two", "Basic three"])
    }

    @Test("a token that is no header, and a file that is not there, are told without the token")
    func badTokens() async throws {
        let full = ["CREDENTIALS_FULL_URI": "http://localhost/x"]
        for token in ["canary\r\nX: y", "canary\n", "canary\u{0}"] {
            let inVariable = try await bench(full.merging(["AUTHORIZATION_TOKEN": token]) { $1 }).failure()
            #expect(
                inVariable.error?.message
                    == "the token in AWS_CONTAINER_AUTHORIZATION_TOKEN has a line end or another control character")
            #expect(inVariable.requests.isEmpty)
            let inFile = bench(full.merging(["AUTHORIZATION_TOKEN_FILE": "/t"]) { $1 }, files: ["/t": token])
            #expect(
                try await inFile.failure().error?.message
                    == "the token in /t has a line end or another control character")
        }
        #expect(
            try await bench(full.merging(["AUTHORIZATION_TOKEN_FILE": "/none"]) { $1 }).failure().error
                == APIError(
                    .credentialsMissing, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names /none, which is not there"))
    }

    @Test("three attempts with a second between them; the third error is told, with the address and no secret")
    func retries() async throws {
        var bench = bench(["CREDENTIALS_FULL_URI": "http://localhost/x"])
        for (answer, reason) in [
            (HTTPResponse.json("no role AKIAIOSFODNN7EXAMPLE", status: 500), "status 500: no role ***"),
            (.json("", status: 404), "status 404"), (.json("{"), "did not answer in JSON"),
            (.json("[]"), "did not answer in JSON"),
            (.json(#"{"AccessKeyId":"canary"}"#), "answered without credentials"),
            (.json(#"{"code":"NoIdMappingFound","message":"No mapping"}"#), "answered NoIdMappingFound No mapping"),
            (
                .json(#"{"AccessKeyId":"a","SecretAccessKey":"b","Token":"c","Expiration":"soon"}"#),
                "answered with an Expiration that is no time"
            ),
        ] {
            let before = bench.time.elapsed
            bench.answer = { _, _ throws(HTTPFailure) in answer }
            let (error, requests) = try await bench.failure()
            #expect(error?.message == "the container's credentials at http://localhost/x: \(reason)")
            #expect(error?.code == .credentialsMissing)
            #expect(requests.count == 3)
            #expect(bench.time.elapsed - before == .seconds(2))
        }
        bench.answer = { _, _ throws(HTTPFailure) in throw HTTPFailure(.timeout, "late") }
        #expect(
            try await bench.failure().error
                == APIError(.timeout, "the container's credentials at http://localhost/x: late"))
        bench.answer = { _, number throws(HTTPFailure) in
            if number < 3 { throw HTTPFailure(.unreachable, "gone") }
            return Self.given
        }
        #expect(try await bench.fetch().0.accessKeyID == "C")
    }
}
