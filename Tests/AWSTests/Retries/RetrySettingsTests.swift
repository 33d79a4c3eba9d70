import HTTPTransport
import Testing

@testable import AWS

@Suite("Settings of retries")
struct RetrySettingsTests {
    private func policy(
        _ variables: [String: String] = [:], config: String = "", service: String = "rds"
    ) throws(APIError) -> RetryPolicy {
        let environment = ProfileTests.environment(config: config, variables: variables)
        let profile = try SharedProfiles(environment).profile("default")
        return try RetryPolicy(service: service, environment: environment, profile: profile)
    }

    @Test("the environment's number of attempts, the profile's, the service's own")
    func attempts() throws {
        let config = "[default]\nmax_attempts = 7\nretry_mode = adaptive\n"
        #expect(try policy() == .standard)
        #expect(try policy(service: "dynamodb") == .dynamoDB)
        #expect(try policy(config: config).attempts == 7)
        #expect(try policy(["AWS_MAX_ATTEMPTS": "1"], config: config).attempts == 1)
        #expect(try policy(["AWS_MAX_ATTEMPTS": "5"], service: "dynamodb").attempts == 5)
        #expect(try policy(["AWS_MAX_ATTEMPTS": "5"]).throttlingBase == RetryPolicy.standard.throttlingBase)
        #expect(try policy(["AWS_MAX_ATTEMPTS": "1000000"]).attempts == 100)
    }

    @Test(
        "what says nothing is refused",
        arguments: [
            ["AWS_MAX_ATTEMPTS": "0"], ["AWS_MAX_ATTEMPTS": "many"], ["AWS_MAX_ATTEMPTS": "-1"],
            ["AWS_RETRY_MODE": "fast"],
        ])
    func faults(variables: [String: String]) {
        let error = #expect(throws: APIError.self) { try policy(variables) }
        #expect(error?.code == .refused)
        #expect(error?.message.contains(variables.keys.first ?? "") == true)
    }

    @Test("calls are tried as often as that", arguments: [("1", 1), ("5", 5)])
    func calls(setting: String, expected: Int) async throws {
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .fault("InternalFailure", 500) }
        let time = FakeTime()
        let client = AWSClient(
            accounts: [
                AccountAccess(name: "a", source: .keys(accessKeyID: "k", secretAccessKey: "s", sessionToken: nil))
            ],
            models: FakeModels(), partitions: try Partitions(EndpointTests.partitions), http: aws,
            environment: HostEnvironment(variables: ["AWS_MAX_ATTEMPTS": setting]), time: time.keeper,
            date: { time.date }, jitter: { 1 })
        let call = APICall(
            OperationName(service: "things", operation: "ListThings"), account: "a", region: "eu-west-1",
            deadline: time.now + .seconds(300))
        await #expect(throws: APIError.self) { try await client.call(call) }
        #expect(aws.requests.count == expected)
    }
}
