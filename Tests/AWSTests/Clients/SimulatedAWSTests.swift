import Document
import Testing

@testable import AWS

/// From an input to joined pages over a real socket: signing, serializing, sending, parsing, paging.
@Suite("The client against the simulated AWS")
struct SimulatedAWSTests {
    private let aws: SimulatedAWS

    init() async throws { aws = try await SimulatedAWS.shared }

    @Test(
        "every protocol gives what boto3 reads",
        arguments: [
            "ec2:DescribeInstances", "ec2:DescribeRegions", "ec2:DescribeVpcs", "ec2:DescribeSecurityGroups",
            "sqs:ListQueues", "sqs:GetQueueAttributes", "sns:ListTopics", "dynamodb:ListTables",
            "dynamodb:DescribeTable", "rds:DescribeDBInstances", "route53:ListHostedZones",
            "route53:ListResourceRecordSets", "elbv2:DescribeLoadBalancers", "cloudformation:DescribeStacks",
            "autoscaling:DescribeAutoScalingGroups", "cloudwatch:DescribeAlarms", "elb:DescribeLoadBalancers",
            "s3:GetBucketTagging", "s3:GetBucketLocation",
        ])
    func agreement(operation: String) async throws {
        let expected = try #require(aws.expected[operation]?["output"]?.object)
        let input = try #require(aws.expected[operation]?["input"]?.object)
        let region = operation.hasPrefix("route53") ? "global" : "eu-west-1"
        let output = try await aws.call(operation, input, region: region).output
        #expect(!expected.isEmpty)
        for member in expected {
            #expect(output[member.key].map(Self.lasting) == Self.lasting(member.value), "\(member.key)")
        }
    }

    /// Without the one member that is the time of the call.
    private static func lasting(_ value: Value) -> Value {
        switch value {
        case .array(let elements): return .array(elements.map(lasting))
        case .object(var object):
            object["LatestRestorableTime"] = nil
            return .object(Object(object.map { ($0.key, lasting($0.value)) }))
        default: return value
        }
    }

    @Test("a bucket's name reaches S3 whatever is in it", arguments: ["plain-bucket", "dotted.bucket"])
    func buckets(name: String) async throws {
        let tags = try await aws.call("s3:GetBucketTagging", ["Bucket": .string(name)]).output["TagSet"]
        #expect(tags == [["Key": "name", "Value": .string(name)]])
        let missing = await #expect(throws: APIError.self) {
            try await aws.call("s3:GetBucketTagging", ["Bucket": .string("no-" + name)])
        }
        #expect(missing?.code == .notFound)
    }

    @Test("pages are really more than one")
    func pages() async throws {
        let queues = try await aws.call("sqs:ListQueues", ["MaxResults": 3])
        #expect(queues.output["QueueUrls"]?.array?.count == 7)
        #expect(queues.requests == 3)
        let tables = try await aws.call("dynamodb:ListTables", ["Limit": 2])
        #expect(tables.output["TableNames"]?.array?.count == 7)
        #expect(tables.requests == 4)
        var zone = try #require(aws.expected["route53:ListResourceRecordSets"]?["input"]?.object)
        zone["MaxItems"] = "100"
        let records = try await aws.call("route53:ListResourceRecordSets", zone, region: "global")
        #expect(records.output["ResourceRecordSets"]?.array?.count == 232)
        #expect(records.requests >= 3)
        #expect(records.requestID != nil)
    }

    @Test("a role is assumed with its external id, and its account is the one expected")
    func role() async throws {
        let identity = try await aws.client.identity(of: "role")
        #expect(identity.accountID == "483920175566")
        #expect(identity.arn.hasPrefix("arn:aws:sts::483920175566:assumed-role/reader/elastatus"))
        #expect(try await aws.call("ec2:DescribeInstances", account: "role").output["Reservations"] == [])
        #expect(try await aws.client.identity(of: "keys").accountID == "123456789012")
        let stranger = await aws.failure("ec2:DescribeInstances", account: "stranger", region: "eu-west-1")
        #expect(stranger?.code == .denied)
        #expect(stranger?.action == "sts:AssumeRole")
        let mistaken = await aws.failure("ec2:DescribeInstances", account: "mistaken", region: "eu-west-1")
        #expect(mistaken?.code == .accountMismatch)
    }

    @Test("signatures are checked there: a wrong secret and an unknown key are bad in every protocol")
    func keys() async throws {
        for account in ["forger", "unknown"] {
            for operation in [
                "ec2:DescribeInstances", "sqs:ListQueues", "rds:DescribeDBInstances", "route53:ListHostedZones",
            ] {
                let error = await aws.failure(operation, account: account, region: "eu-west-1")
                #expect(error?.code == .credentialsInvalid, "\(account) \(operation)")
            }
        }
    }

    @Test("STS itself may be asked who one is, but gives no session to a kind")
    func tokens() async throws {
        #expect(try await aws.call("sts:GetCallerIdentity").output["Account"] == "123456789012")
        for operation in ["sts:AssumeRole", "sts:GetSessionToken", "ec2:RunInstances", "sqs:ReceiveMessage", "no:Such"]
        {
            #expect(await aws.failure(operation, region: "eu-west-1")?.code == .refused, "\(operation)")
        }
    }

    @Test(
        "what goes wrong says so, in every protocol",
        arguments: [
            ("deny", "us-east-2", APIError.Code.denied), ("disable", "ap-south-1", .regionDisabled),
            ("opt-in", "ap-south-2", .unsupported), ("error", "eu-west-2", .service),
            ("truncate", "eu-west-3", .badResponse),
            ("cut", "sa-east-1", .badResponse),
            ("garbage", "ca-central-1", .badResponse), ("endless", "us-west-1", .timeout),
            ("loop", "us-west-2", .badResponse), ("hang", "eu-south-1", .timeout),
            ("throttle", "ap-east-1", .throttled),
        ])
    func faults(fault: String, region: String, code: APIError.Code) async throws {
        try await aws.fault(fault, region: region)
        // Tokens are easiest to see in one service, and waiting out a throttle once is enough.
        let operations =
            ["endless", "loop", "throttle"].contains(fault)
            ? ["dynamodb:ListTables"]
            : ["ec2:DescribeInstances", "sqs:ListQueues", "dynamodb:ListTables", "rds:DescribeDBInstances"]
        for operation in operations {
            let isShort = code == .timeout
            let error = await aws.failure(
                operation, region: region, within: isShort ? .milliseconds(800) : .seconds(600))
            #expect(error?.code == code, "\(operation): \(error.map { "\($0)" } ?? "no error")")
        }
    }

    @Test("a signature that a service does not accept is told as such")
    func badSignature() async throws {
        try await aws.fault("bad-signature", region: "eu-north-1")
        for operation in ["sqs:ListQueues", "dynamodb:ListTables", "rds:DescribeDBInstances"] {
            #expect(await aws.failure(operation, region: "eu-north-1")?.code == .credentialsInvalid, "\(operation)")
        }
        // EC2 says AuthFailure, as it does for a region that is not enabled; the keys are good in others.
        #expect(await aws.failure("ec2:DescribeInstances", region: "eu-north-1")?.code == .regionDisabled)
    }

    @Test("an empty body is no answer where one is due")
    func empty() async throws {
        try await aws.fault("empty", region: "ca-west-1")
        for operation in ["ec2:DescribeInstances", "sqs:ListQueues", "dynamodb:ListTables", "rds:DescribeDBInstances"] {
            #expect(await aws.failure(operation, region: "ca-west-1")?.code == .badResponse, "\(operation)")
        }
    }

    @Test("a fault that wears off is only a delay", arguments: ["throttle", "error", "cut"])
    func passing(fault: String) async throws {
        let region = ["throttle": "me-south-1", "error": "me-central-1", "cut": "il-central-1"][fault] ?? ""
        try await aws.fault(fault, region: region, times: 2)
        #expect(try await aws.call("sqs:ListQueues", region: region).requests == 3)
    }
}
