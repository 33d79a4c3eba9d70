import Document
import FoundationEssentials
import Testing

@testable import AWS

@Suite("The model store")
struct ModelStoreTests {
    static let builtIn = Sources.root.appending(path: "models").path()

    private func store(_ directories: [String] = []) throws -> ModelStore {
        try ModelStore(directories: directories + [Self.builtIn])
    }

    @Test("every built-in model can be read", arguments: (try? ModelStore(directories: [builtIn]).services) ?? [])
    func all(service: String) throws {
        let model = try store().model(of: service)
        #expect(!model.operations.isEmpty)
        #expect(!model.apiVersion.isEmpty)
        for operation in model.operations.values { #expect(operation.use != .refused, "\(operation.name)") }
    }

    @Test("knows the services")
    func services() throws {
        let services = try store().services
        #expect(services.count == 34)
        #expect(services.contains("resourcegroupstaggingapi"))
        #expect(!services.contains("partitions"))
    }

    @Test(
        "knows how each service speaks",
        arguments: [
            ("ec2", WireProtocol.ec2, "ec2", "ec2"),
            ("elbv2", .query, "elasticloadbalancing", "elasticloadbalancing"),
            ("cloudwatch", .json, "monitoring", "monitoring"), ("dynamodb", .json, "dynamodb", "dynamodb"),
            ("route53", .restXML, "route53", "route53"), ("lambda", .restJSON, "lambda", "lambda"),
            ("memorydb", .json, "memory-db", "memorydb"), ("opensearch", .restJSON, "es", "es"),
        ])
    func words(service: String, wireProtocol: WireProtocol, prefix: String, signing: String) throws {
        let model = try store().model(of: service)
        #expect(model.wireProtocol == wireProtocol)
        #expect(model.endpointPrefix == prefix)
        #expect(model.signingName == signing)
    }

    @Test("walks the shapes that a path goes through")
    func shapes() throws {
        let operation = try store().operation(named: OperationName(service: "rds", operation: "DescribeDBInstances"))
        let instance = try #require(operation.output?.member("DBInstances")?.listMember)
        #expect(instance.name == "DBInstance")
        #expect(instance.member("Endpoint")?.member("Port")?.kind == .integer)
        #expect(instance.member("InstanceCreateTime")?.kind == .timestamp)
        #expect(instance.member("Endpont") == nil)
        #expect(instance.members.contains { $0.name == "TagList" && $0.shape.kind == .list })
        #expect(operation.pagination?.inputTokens == ["Marker"])
        let table = try store().operation(named: OperationName(service: "dynamodb", operation: "DescribeTable"))
        #expect(table.input?.required == ["TableName"])
        let queue = try store().operation(named: OperationName(service: "sqs", operation: "GetQueueAttributes"))
        #expect(queue.output?.member("Attributes")?.mapValue?.kind == .string)
    }

    @Test("a shape may hold itself")
    func recursion() throws {
        let operation = try store().operation(named: OperationName(service: "dynamodb", operation: "DescribeExport"))
        #expect(operation.output != nil)
        let model = try ServiceModel(
            name: "x",
            [
                "metadata": ["protocol": "json"],
                "operations": ["ListX": ["output": "A"]],
                "shapes": ["A": ["type": "structure", "members": ["Next": "A", "Name": "string"]]],
            ], rules: ReadingRules("a:b  c", file: "f"), file: "f")
        #expect(model.operations["ListX"]?.output?.member("Next")?.member("Next")?.member("Name")?.kind == .string)
    }

    @Test(
        "what is no service, or none of ours, is said to be so",
        arguments: ["nosuch", "", "../models/rds", "rds.json", "RDS", "partitions", "a/b", "a\0b"])
    func unknown(service: String) throws {
        let error = #expect(throws: ModelError.self) { try store().model(of: service) }
        #expect(error?.code == .unknownService)
        #expect(error?.service == service)
    }

    @Test(
        "operations that may not be read are not there",
        arguments: ["DeleteDBInstance", "RebootDBInstance", "describeDBInstances", ""])
    func refused(operation: String) throws {
        let error = #expect(throws: ModelError.self) {
            try store().operation(named: OperationName(service: "rds", operation: operation))
        }
        #expect(error?.code == .unknownOperation)
    }

    @Test("assuming roles belongs to the credentials alone")
    func credentials() throws {
        let store = try store()
        let operation = try store.operation(named: OperationName(service: "sts", operation: "AssumeRole"))
        #expect(operation.use == .credentials)
        #expect(!operation.isReadable)
        #expect(throws: APIError.self) { try store.model(of: "sts").request(operation) }
    }

    @Test("a user's folder comes first, and cannot make a write readable")
    func ownFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "models-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let model = """
            {"metadata":{"protocol":"rest-json","apiVersion":"mine","endpointPrefix":"rds"},"shapes":{},"operations":{
            "DescribeDBInstances":{"credentials":true},"DeleteDBInstance":{},"GetSecretValue":{},
            "GetThing":{"http":{"method":"DELETE","requestUri":"/"}}}}
            """
        try Data(model.utf8).write(to: folder.appending(path: "rds.json"))
        try Data("{".utf8).write(to: folder.appending(path: "sns.json"))
        let store = try store([folder.path()])
        let mine = try store.model(of: "rds")
        #expect(mine.apiVersion == "mine")
        #expect(mine.operations["DescribeDBInstances"]?.use == .reading)
        #expect(mine.operations["DeleteDBInstance"]?.use == .refused)
        #expect(mine.operations["GetSecretValue"]?.use == .refused)
        #expect(mine.operations["GetThing"]?.use == .refused)
        #expect(try store.model(of: "sqs").apiVersion == "2012-11-05")
        let error = #expect(throws: ModelError.self) { try store.model(of: "sns") }
        #expect(error?.code == .malformed)
        #expect(error?.file.hasSuffix("/sns.json") == true)
    }

    @Test("without the list of refused operations there is no store")
    func noRules() {
        let error = #expect(throws: ModelError.self) { try ModelStore(directories: ["/nowhere"]) }
        #expect(error?.code == .unreadable)
        #expect(error?.file == "/nowhere/refused.txt")
    }

    @Test(
        "knows the IAM action of an operation",
        arguments: [
            ("rds", "DescribeDBInstances", "rds:DescribeDBInstances"),
            ("elb", "DescribeLoadBalancers", "elasticloadbalancing:DescribeLoadBalancers"),
            ("elbv2", "DescribeTargetHealth", "elasticloadbalancing:DescribeTargetHealth"),
            ("resourcegroupstaggingapi", "GetResources", "tag:GetResources"),
            ("s3", "ListBuckets", "s3:ListAllMyBuckets"), ("s3", "ListObjectsV2", "s3:ListBucket"),
            ("s3", "GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
            ("s3", "GetBucketTagging", "s3:GetBucketTagging"), ("apigateway", "GetRestApis", "apigateway:GET"),
            ("cloudwatch", "DescribeAlarms", "cloudwatch:DescribeAlarms"),
            ("efs", "DescribeFileSystems", "elasticfilesystem:DescribeFileSystems"),
        ])
    func actions(service: String, operation: String, action: String) throws {
        #expect(try store().iamAction(for: OperationName(service: service, operation: operation)) == action)
    }

    @Test("knows where global services are")
    func endpoints() throws {
        #expect(try store().endpointFacts(of: "route53").globalIn.isSuperset(of: ["aws", "aws-cn", "aws-us-gov"]))
        #expect(try store().endpointFacts(of: "cloudfront").globalIn == ["aws", "aws-cn"])
        #expect(try store().endpointFacts(of: "elbv2").globalIn == [])
        #expect(try store().endpointFacts(of: "elbv2").variable == "ELASTIC_LOAD_BALANCING_V2")
        let partitions = try Partitions(store().partitions())
        #expect(partitions.all.map(\.name).starts(with: ["aws", "aws-cn", "aws-eusc"]))
        #expect(partitions.all.count == 8)
        #expect(!partitions.allRegions.contains { $0.hasSuffix("-global") })
    }

    @Test("many may ask at once")
    func concurrent() async throws {
        let store = try store()
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { (try? store.model(of: "ec2").operations.count) ?? 0 } }
            for await count in group { #expect(count > 250) }
        }
    }
}
