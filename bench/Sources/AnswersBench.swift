import AWS
import Document
import Glibc
import HTTPTransport

/// CPU seconds for 1,000 answers: the calls of bench/peer_boto3.py, over the same accounts and regions.
enum AnswersBench {
    static let calls = [
        ("ec2", "DescribeInstances"), ("ec2", "DescribeVolumes"), ("ec2", "DescribeSecurityGroups"),
        ("elbv2", "DescribeLoadBalancers"), ("elb", "DescribeLoadBalancers"),
        ("autoscaling", "DescribeAutoScalingGroups"), ("rds", "DescribeDBInstances"), ("dynamodb", "ListTables"),
        ("elasticache", "DescribeCacheClusters"), ("sqs", "ListQueues"),
    ]
    static let accounts = 3
    static let regions = ["us-east-1", "eu-west-1", "ap-southeast-2"]

    static func run(_ words: [String]) async {
        guard words.count == 3, let rounds = Int(words[2]) else { Usage.fail("answers ENDPOINT MODELS ROUNDS") }
        do {
            let client = try client(endpoint: words[0], models: words[1])
            try await round(client)
            let began = ContinuousClock.now
            let before = Usage.cpuSeconds
            for _ in 0..<rounds { try await round(client) }
            let cpu = Usage.cpuSeconds - before
            let wall = (ContinuousClock.now - began) / .seconds(1)
            let answers = rounds * accounts * regions.count * calls.count
            print(
                """
                {"answers":\(answers),"wall_seconds":\(wall),"cpu_seconds":\(cpu),\
                "cpu_seconds_per_1000":\(cpu / Double(answers) * 1000),"answers_per_second":\(Double(answers) / wall),\
                "peak_bytes":\(Usage.residentBytes)}
                """)
        } catch {
            Usage.fail("\(error)")
        }
    }

    private static func client(endpoint: String, models: String) throws -> AWSClient {
        let store = try ModelStore(directories: [models])
        let access = (1...accounts).map { number in
            AccountAccess(
                name: String(number),
                source: .keys(accessKeyID: key(number), secretAccessKey: "secret", sessionToken: nil),
                endpointURL: endpoint)
        }
        return AWSClient(
            accounts: access, models: store, partitions: try Partitions(try store.partitions()), http: try HTTPClient())
    }

    private static func key(_ number: Int) -> String {
        let digits = String(number)
        return "AKIA" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    private static func round(_ client: AWSClient) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for account in 1...accounts {
                for region in regions {
                    for (service, operation) in calls {
                        let call = APICall(
                            OperationName(service: service, operation: operation), account: String(account),
                            region: region, deadline: .now + .seconds(60))
                        group.addTask { _ = try await client.call(call) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
