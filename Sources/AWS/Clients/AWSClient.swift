package import FoundationEssentials
import Document
import HTTPTransport
import Synchronization

/// Reads from AWS: refuses what is no read, signs, sends, parses, retries and pages.
///
/// - Isolation: callable from anywhere, many at once.
package final class AWSClient: APICalling, AccountIdentifying {
    private let models: any APIModeling
    private let endpoints: EndpointResolver
    private let sessions: AccountSessions
    private let exchange: Exchange
    /// Calls that read stored data and are allowed all the same.
    private let grants: Set<ReadingGrant>
    private let known = Mutex(Known())

    /// What is found out once and kept.
    private struct Known {
        var places: [Place: EndpointPlace] = [:]
        var endpoints: [Destination: Found] = [:]
        var gates = ServiceGates()
    }

    /// What a service's endpoints in a region depend on: not on the account, for most say nothing of them.
    private struct Place: Hashable {
        let settings: EndpointSettings
        let region: String
        let service: String
    }

    /// What one endpoint depends on.
    private struct Destination: Hashable {
        let place: Place
        let parameters: [String: Value]
    }

    /// An endpoint, and which operations were seen to be readable there.
    private struct Found {
        let endpoint: Endpoint
        var readable: Set<OperationName> = []
    }

    /// Buckets have endpoints of their own; finding one anew costs little.
    private static let limit = 40_000

    /// A client for `accounts`; `date` is the wall clock of signatures, `jitter` gives random numbers from 0 to 1.
    package init(
        accounts: [AccountAccess], models: any APIModeling, partitions: Partitions, http: any HTTPSending,
        environment: HostEnvironment = .process, time: Timekeeper = .continuous,
        date: @escaping @Sendable () -> Date = { Date() },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...1) }, grants: Set<ReadingGrant> = [],
        warn: @escaping @Sendable (_ account: String, APIError) -> Void = { _, _ in }
    ) {
        self.models = models
        self.grants = grants
        endpoints = EndpointResolver(partitions: partitions, models: models, environment: environment)
        exchange = Exchange(
            http: http, time: time, keys: SigningKeys(), offsets: ClockOffsets(), date: date, jitter: jitter)
        sessions = AccountSessions(
            accounts, environment: environment, endpoints: endpoints, exchange: exchange,
            warn: warn)
    }

    /// What an account's profile says of how AWS is reached; no credential is among it.
    ///
    /// - Returns: The profile's name, and each setting it has with its value; nil for an account without a profile.
    package func profileSettings(of account: String) -> (name: String, settings: [(name: String, value: String)])? {
        guard let access = try? sessions[account].access, let profile = try? endpoints.profile(of: access) else {
            return nil
        }
        return (profile.name, EndpointSettings.names.compactMap { name in profile[name].map { (name, $0) } })
    }

    /// Where an account's credentials come from, in words without secrets; nil for an unknown account.
    package func source(of account: String) -> String? { try? sessions[account].access.source.description }

    /// Lets further accounts in, such as members of an organization; one that is known and the same keeps its credentials.
    package func add(_ accounts: [AccountAccess]) { sessions.add(accounts) }

    package func call(_ call: APICall) async throws(APIError) -> APIResult {
        let operation = try models.operation(call.operation)
        guard operation.isReadable || isGranted(call, operation) else {
            throw APIError(.refused, "\(call.operation) is not among the operations that only read")
        }
        let session = try sessions[call.account]
        if session.access.expectedAccountID != nil { _ = try await session.checkedIdentity(before: call.deadline) }
        let context = try context(call, operation, session)
        do throws(APIError) {
            return try await pages(call, operation, context)
        } catch {
            throw await meaning(of: error, call, session)
        }
    }

    /// Whether this very call is allowed although it reads stored data.
    private func isGranted(_ call: APICall, _ operation: any APIOperation) -> Bool {
        operation.isGrantable && grants.contains(ReadingGrant(call))
    }

    package func identity(of account: String) async throws(APIError) -> CallerIdentity {
        try await sessions[account].checkedIdentity(
            before: exchange.time.now() + AccountSessions.patience * 2)
    }

    /// Fetches and joins all pages.
    private func pages(
        _ call: APICall, _ operation: any APIOperation, _ context: Exchange.Context
    ) async throws(APIError) -> APIResult {
        var pager = Pager(operation.pagination)
        var input = call.input
        var requests = 0
        var losses = 0
        while true {
            let page: Exchange.Result<Value>
            do throws(APIError) {
                page = try await exchange.send(try operation.request(input), context, counting: &requests) {
                    response throws(APIError) in
                    try operation.understand(response)
                }
            } catch {
                // To begin anew would cost all pages so far, of a service that already has too much to do.
                guard error.code == .throttled, pager.hasPages, losses < Self.pageLosses else { throw error }
                losses += 1
                let again = exchange.time.now() + Self.pagePause
                guard again < call.deadline else { throw error }
                try await exchange.time.wait(until: again)
                continue
            }
            guard let tokens = try pager.add(page.output, bytes: page.bytes) else {
                return APIResult(output: pager.result(), requests: requests, requestID: page.requestID)
            }
            for (name, token) in tokens { input[name] = token.isNull ? Value?.none : token }
            guard exchange.time.now() < call.deadline else {
                throw APIError(.timeout, "not all pages came before the deadline")
            }
        }
    }

    /// Where the call goes and through which gate; found once for all calls that go there.
    private func context(
        _ call: APICall, _ operation: any APIOperation, _ session: AccountSession
    ) throws(APIError) -> Exchange.Context {
        let scope = ServiceScope(account: call.account, region: call.region, service: call.operation.service)
        let settings = try session.settings(endpoints)
        let endpoint = try endpoint(
            Destination(
                place: Place(settings: settings, region: scope.region, service: scope.service),
                parameters: operation.endpointParameters(call.input)), call, operation)
        let gate = known.withLock {
            $0.gates.gate(of: scope, isPaced: !endpoint.isReplacement, time: exchange.time)
        }
        return Exchange.Context(
            endpoint: endpoint, signingName: endpoint.signingName ?? operation.signingName,
            action: operation.iamAction,
            policy: try RetryPolicy(
                service: scope.service, environment: endpoints.environment, profile: settings.profile), gate: gate,
            credentials: session.credentials,
            deadline: call.deadline)
    }

    /// The endpoint of `destination`, where `call` may be made.
    ///
    /// It is looked for once, and so is whether the operation only reads there; a grant is looked at for each call.
    private func endpoint(
        _ destination: Destination, _ call: APICall, _ operation: any APIOperation
    ) throws(APIError) -> Endpoint {
        let isGranted = isGranted(call, operation)
        let (known, place) = known.withLock { ($0.endpoints[destination], $0.places[destination.place]) }
        if let known, isGranted || known.readable.contains(call.operation) { return known.endpoint }
        let here: EndpointPlace
        if let place {
            here = place
        } else {
            here = try endpoints.place(
                of: destination.place.service, region: destination.place.region, with: destination.place.settings)
        }
        var found: Found
        if let known { found = known } else { found = Found(endpoint: try here.endpoint(destination.parameters)) }
        // Endpoint rules of a user's own may lead to another service than the model's name says.
        guard isGranted || operation.isReadable(at: found.endpoint.wireNames) else {
            throw APIError(.refused, "\(call.operation) leads to \(found.endpoint.host), where it is refused")
        }
        if !isGranted { found.readable.insert(call.operation) }
        self.known.withLock { known in
            if known.endpoints.count >= Self.limit { known.endpoints.removeAll() }
            if known.places.count >= Self.limit { known.places.removeAll() }
            known.places[destination.place] = here
            known.endpoints[destination] = found
        }
        return found.endpoint
    }

    /// Tells a region that the account has not enabled from credentials that AWS does not know: both answer alike.
    private func meaning(of error: APIError, _ call: APICall, _ session: AccountSession) async -> APIError {
        guard error.code == .credentialsInvalid, call.region != EndpointResolver.globalRegion,
            FaultClass(status: error.httpStatus ?? 0, code: error.awsCode, message: nil).mayBeRegion,
            let partition = endpoints.partitions.partition(of: call.region), partition.signingRegion != call.region
        else { return error }
        do throws(APIError) {
            _ = try await session.identity(before: call.deadline, noOlderThan: Self.fresh)
        } catch let other {
            return other.code == .credentialsExpired ? other : error
        }
        return APIError(
            .regionDisabled, "the account has not enabled the region \(call.region)", awsCode: error.awsCode,
            requestID: error.requestID, httpStatus: error.httpStatus)
    }

    /// How often a page that AWS refused for too many requests is asked for once more, and after what pause.
    private static let pageLosses = 3
    private static let pagePause = Duration.seconds(2)
    /// How long a proof that the credentials are good elsewhere stays one: keys may be switched off at any time, but the
    /// cells of a region that is not enabled fail together.
    private static let fresh = Duration.seconds(5)
}
