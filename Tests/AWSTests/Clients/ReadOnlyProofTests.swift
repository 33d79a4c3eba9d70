import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// Nothing but reading leaves the machine: every other operation of the whole models is tried through the client.
@Suite("Read-only by construction")
struct ReadOnlyProofTests {
    private static let folder = Sources.root.appending(path: ".build/models-full-1.40.0").path()
    private static let builtIn = Sources.root.appending(path: "models").path()
    private static let account = AccountAccess(
        name: "a", source: .keys(accessKeyID: "K", secretAccessKey: "s", sessionToken: nil))

    /// The services whose whole models there are.
    static let services = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".json") && $0 != "partitions.json" }.map { String($0.dropLast(5)) }.sorted()

    private func client(_ models: ModelStore, over aws: FakeAWS) throws -> AWSClient {
        AWSClient(
            accounts: [Self.account], models: models, partitions: try Partitions(models.partitions()), http: aws,
            environment: HostEnvironment(), time: FakeTime().keeper, date: { Date(timeIntervalSince1970: 0) },
            jitter: { 1 })
    }

    /// What the client says to `name`; nil when it answers.
    private func refusal(_ client: AWSClient, _ name: OperationName) async -> APIError? {
        let call = APICall(name, account: "a", region: "us-east-1", deadline: .now + .seconds(3600))
        do throws(APIError) {
            _ = try await client.call(call)
            return nil
        } catch { return error }
    }

    @Test("all of the whole models are here, and what may not be called in those that stay the same")
    func counts() throws {
        let list = try String(
            contentsOf: Sources.root.appending(path: "tools/conformance-services.txt"), encoding: .utf8)
        let named = list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        #expect(Set(named).isSubset(of: Self.services), "run make deps")
        let models = try ModelStore(directories: [Self.folder, Self.builtIn])
        #expect(Set(models.services).subtracting(Self.services) == [])
        let operations = try named.flatMap { try models.model(of: $0).operations.values }
        let others = operations.filter { !$0.isReadable }
        #expect(operations.count == 2_201)
        #expect(others.count == 1_437)
        #expect(others.filter { ReadingRules.reads($0.name.operation) }.count == 30)
    }

    @Test("no byte of any other operation reaches a socket", arguments: services)
    func nothingElse(service: String) async throws {
        let models = try ModelStore(directories: [Self.folder, Self.builtIn])
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json("{}") }
        let client = try client(models, over: aws)
        let others = try models.model(of: service).operations.values.filter { !$0.isReadable }
        #expect(!others.isEmpty)
        for operation in others {
            let error = await refusal(client, operation.name)
            #expect(error?.code == .refused, "\(operation.name)")
        }
        #expect(aws.requests.isEmpty)
    }

    @Test("while reading goes the same way and is sent")
    func reading() async throws {
        let models = try ModelStore(directories: [Self.folder, Self.builtIn])
        let aws = FakeAWS { _, _ throws(HTTPFailure) in
            .json("<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>")
        }
        let client = try client(models, over: aws)
        #expect(await refusal(client, OperationName(service: "ec2", operation: "DescribeVolumes")) == nil)
        #expect(aws.requests.count == 1)
    }

    @Test("nor is there a connection: over real sockets, nobody comes until something is read")
    func sockets() async throws {
        let server = try LoopbackServer(answering: { _ in
            LoopbackAnswer(200, "<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>")
        })
        defer { server.close() }
        let models = try ModelStore(directories: [Self.folder, Self.builtIn])
        let account = AccountAccess(
            name: "a", source: .keys(accessKeyID: "K", secretAccessKey: "s", sessionToken: nil),
            endpointURL: server.url)
        // A clock by which no deadline is near: other tests may take all the time of a small machine.
        let patient = Timekeeper(
            now: { .now + .seconds(1_800) },
            sleep: { try await Task.sleep(until: $0 - .seconds(1_800), clock: .continuous) })
        let client = AWSClient(
            accounts: [account], models: models, partitions: try Partitions(models.partitions()),
            http: try HTTPClient(), environment: HostEnvironment(), time: patient)
        var refused = 0
        for service in Self.services {
            for operation in try models.model(of: service).operations.values where !operation.isReadable {
                #expect(await refusal(client, operation.name)?.code == .refused, "\(operation.name)")
                refused += 1
            }
        }
        #expect(refused >= 1_437)
        #expect(server.accepted == 0)
        #expect(await refusal(client, OperationName(service: "ec2", operation: "DescribeVolumes")) == nil)
        #expect(server.accepted == 1)
    }

    @Test("stored data is read where a grant names all of the call, and nowhere else")
    func granted() async throws {
        let models = try ModelStore(directories: [Self.folder, Self.builtIn])
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json("{\"Items\":[]}") }
        let scan = OperationName(service: "dynamodb", operation: "Scan")
        let grant = ReadingGrant(scan, input: ["TableName": "config"], account: "a", region: "us-east-1")
        let other = AccountAccess(
            name: "b", source: .keys(accessKeyID: "K", secretAccessKey: "s", sessionToken: nil))
        let client = AWSClient(
            accounts: [Self.account, other], models: models, partitions: try Partitions(models.partitions()), http: aws,
            environment: HostEnvironment(), time: FakeTime().keeper, date: { Date(timeIntervalSince1970: 0) },
            jitter: { 1 }, grants: [grant])
        func call(
            _ operation: String = "Scan", _ input: Object = ["TableName": "config"], account: String = "a",
            region: String = "us-east-1"
        ) -> APICall {
            APICall(
                OperationName(service: "dynamodb", operation: operation), input: input, account: account,
                region: region, deadline: .now + .seconds(7_200))
        }
        let refused = [
            call("Scan", ["TableName": "orders"]), call("Scan", [:]), call(account: "b"), call(region: "eu-west-1"),
            call("Scan", ["TableName": "config", "IndexName": "other"]), call("Query"), call("GetItem"),
            call("BatchGetItem"), call("DeleteTable"),
        ]
        for call in refused {
            let error = await #expect(throws: APIError.self) { try await client.call(call) }
            #expect(error?.code == .refused, "\(call)")
        }
        #expect(aws.requests.isEmpty)
        do { _ = try await client.call(call()) } catch {
            Issue.record("\(error): \(aws.requests.map(\.url))")
        }
        #expect(aws.requests.count == 1)
        // Without the grant not even this one.
        let plain = try self.client(models, over: aws)
        await #expect(throws: APIError.self) { try await plain.call(call()) }
        #expect(aws.requests.count == 1)
    }

    @Test("nor do endpoint rules lead a harmless name to a service that refuses it")
    func redirected() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString)")
        let rules = folder.appending(path: "endpoints")
        try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let builtIn = URL(filePath: Self.builtIn).appending(path: "endpoints/secretsmanager.json")
        try Data(contentsOf: builtIn).write(to: rules.appending(path: "foo.json"))
        let model: Value = [
            "metadata": [
                "protocol": "json", "apiVersion": "1", "endpointPrefix": "foo", "targetPrefix": "secretsmanager",
            ],
            "operations": ["GetSecretValue": [:], "ListSecrets": [:]], "shapes": [:],
        ]
        try Data(model.json()).write(to: folder.appending(path: "foo.json"))
        let models = try ModelStore(directories: [folder.path(), Self.builtIn])
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json("{}") }
        let client = try client(models, over: aws)
        #expect(await refusal(client, OperationName(service: "foo", operation: "ListSecrets")) == nil)
        #expect(aws.requests.map(\.url) == ["https://secretsmanager.us-east-1.amazonaws.com/"])
        let error = await refusal(client, OperationName(service: "foo", operation: "GetSecretValue"))
        #expect(error?.code == .refused)
        #expect(aws.requests.count == 1)
    }

    @Test(
        "a model of another name is refused what its service is refused",
        arguments: [
            ("secretsmanager", "secretsmanager", "GetSecretValue"), ("x", "secretsmanager", "GetSecretValue"),
            ("secretsmanager", "x", "GetSecretValue"), ("ssm", "ssm", "GetParametersByPath"),
            ("elasticloadbalancing", "elasticloadbalancing", "GetTrustStoreCaCertificatesBundle"),
            ("states", "states", "DescribeExecution"), ("dynamodb", "streams.dynamodb", "GetRecords"),
            ("lambda", "lambda", "GetFunction"), ("rds-data", "rds-data", "ListThings"),
        ])
    func renamed(signing: String, prefix: String, operation: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "models-\(UUID().uuidString)")
        let rules = folder.appending(path: "endpoints")
        try FileManager.default.createDirectory(at: rules, withIntermediateDirectories: true)
        let harmless = URL(filePath: Self.builtIn).appending(path: "endpoints/kafka.json")
        try Data(contentsOf: harmless).write(to: rules.appending(path: "foo.json"))
        defer { try? FileManager.default.removeItem(at: folder) }
        let model: Value = [
            "metadata": [
                "protocol": "json", "apiVersion": "1", "endpointPrefix": .string(prefix),
                "signingName": .string(signing), "targetPrefix": "T",
            ],
            "operations": .object([operation: [:], "ListInnocents": [:]]), "shapes": [:],
        ]
        try Data(model.json()).write(to: folder.appending(path: "foo.json"))
        let models = try ModelStore(directories: [folder.path(), Self.builtIn])
        let aws = FakeAWS { _, _ throws(HTTPFailure) in .json("{}") }
        let client = try client(models, over: aws)
        let error = await refusal(client, OperationName(service: "foo", operation: operation))
        #expect(error?.code == .refused)
        #expect(aws.requests.isEmpty)
        #expect(try models.operation(named: OperationName(service: "foo", operation: operation)).use == .refused)
        // What the service is not refused is read under any name.
        guard signing != "rds-data" else { return }
        #expect(await refusal(client, OperationName(service: "foo", operation: "ListInnocents")) == nil)
        #expect(aws.requests.count == 1)
    }
}
