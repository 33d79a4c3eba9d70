import FoundationEssentials
import Testing

@testable import AWS

@Suite("Credentials of variables that end")
struct EnvironmentRefreshTests {
    @Test("they are used to their end, however often they are looked for anew; then the error says that they ended")
    func ends() async throws {
        let bench = FetchBench(variables: [
            "AWS_ACCESS_KEY_ID": "V", "AWS_SECRET_ACCESS_KEY": "s", "AWS_CREDENTIAL_EXPIRATION": "2023-11-14T23:13:20Z",
        ])
        let fetcher = try bench.fetcher(over: FakeAWS(bench.answer))
        let owner = AccountCredentials(now: { [time = bench.time] in time.date }, jitter: { 1 }) {
            () throws(APIError) in
            try await fetcher.fetch()
        }
        #expect(try await owner.credentials(before: .now + .seconds(3600)).accessKeyID == "V")
        bench.time.pass(.seconds(2_900))
        #expect(try await owner.credentials(before: .now + .seconds(3600)).accessKeyID == "V")
        bench.time.pass(.seconds(701))
        await #expect(throws: APIError.self) { try await owner.credentials(before: .now + .seconds(3600)) }
        do throws(APIError) { _ = try await owner.credentials(before: .now + .seconds(3600)) } catch {
            #expect(error.code == .credentialsExpired)
        }
    }
}

@Suite("The call that takes a role")
struct RoleCallTests {
    @Test("session name, external id and duration are sent as the profile has them")
    func parameters() async throws {
        var bench = FetchBench(
            config: """
                [profile p]
                role_arn = arn:aws:iam::1:role/r
                credential_source = Environment
                role_session_name = me
                external_id = a b
                duration_seconds = 900
                """, variables: ["AWS_ACCESS_KEY_ID": "V", "AWS_SECRET_ACCESS_KEY": "s"])
        bench.answer = { _, _ in .session("R", until: "2033-11-14T23:13:20Z") }
        let (credentials, requests) = try await bench.fetch(.profile("p"))
        #expect(credentials.accessKeyID == "R")
        #expect(requests.map(\.signer) == ["V"])
        #expect(
            requests.first?.text
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=me&ExternalId=a%20b&DurationSeconds=900"
        )
    }
}
