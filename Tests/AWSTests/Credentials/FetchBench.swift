import FoundationEssentials
import HTTPTransport
import ProcessRunning
import Synchronization

@testable import AWS

/// A machine and a network in memory for fetching the credentials of one account.
struct FetchBench: Sendable {
    var config = ""
    var credentials = ""
    var variables: [String: String] = [:]
    /// Other files by path.
    var files: [String: String] = [:]
    let time = FakeTime()
    let written = Files()
    /// What programs print, by their words; others do not exist.
    var programs: [[String]: ProcessOutcome] = [:]
    /// What the network answers; nothing is reachable without it.
    var answer: @Sendable (HTTPRequest, Int) throws(HTTPFailure) -> HTTPResponse = { _, _ throws(HTTPFailure) in
        throw HTTPFailure(.unreachable, "no route")
    }

    /// Files that were written.
    final class Files: Sendable {
        private let files = Mutex<[String: String]>([:])
        subscript(path: String) -> String? { files.withLock { $0[path] } }
        func set(_ path: String, _ text: String?) { files.withLock { $0[path] = text } }
    }

    var environment: HostEnvironment {
        let base = ProfileTests.environment(config: config, credentials: credentials, variables: variables)
        var environment = HostEnvironment(variables: base.variables) { [files, written] path throws(APIError) in
            if let text = written[path] ?? files[path] { return Array(text.utf8) }
            return try base.readFile(path)
        }
        environment.run = { [programs] order throws(APIError) in
            guard let outcome = programs[order.words] else {
                throw APIError(.credentialsMissing, "cannot be started: No such file or directory")
            }
            return outcome
        }
        environment.draft = { [written] path throws(APIError) in
            written.set("\(path).draft", "")
            return FileDraft(
                keep: { bytes throws(APIError) in
                    written.set("\(path).draft", nil)
                    written.set(path, String(decoding: bytes, as: UTF8.self))
                }, discard: { written.set("\(path).draft", nil) })
        }
        return environment
    }

    func plan(_ source: AccountAccess.Source = .environment) throws(APIError) -> CredentialPlan {
        try CredentialPlan(source, environment: environment)
    }

    func fetcher(
        _ source: AccountAccess.Source = .environment, over aws: FakeAWS, shared: SharedSources = SharedSources()
    ) throws -> CredentialFetcher {
        let exchange = Exchange(
            http: aws, time: time.keeper, keys: SigningKeys(), offsets: ClockOffsets(),
            date: { [time] in time.date }, jitter: { 1 })
        return CredentialFetcher(
            access: AccountAccess(name: "a", source: source), environment: environment,
            endpoints: EndpointResolver(
                partitions: try Partitions(EndpointTests.partitions), models: FakeModels(), environment: environment),
            exchange: exchange, shared: shared)
    }

    /// What is fetched, and what was asked for it.
    func fetch(_ source: AccountAccess.Source = .environment) async throws -> (Credentials, [HTTPRequest]) {
        let aws = FakeAWS(answer)
        return (try await fetcher(source, over: aws).fetch(), aws.requests)
    }

    /// Why nothing is fetched, and what was asked; nil when something is.
    func failure(_ source: AccountAccess.Source = .environment) async throws -> (
        error: APIError?, requests: [HTTPRequest]
    ) {
        let aws = FakeAWS(answer)
        let fetcher = try fetcher(source, over: aws)
        do throws(APIError) {
            _ = try await fetcher.fetch()
            return (nil, aws.requests)
        } catch {
            return (error, aws.requests)
        }
    }
}
