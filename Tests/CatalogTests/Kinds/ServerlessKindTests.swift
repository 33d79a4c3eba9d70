import AWS
import Document
import Foundation
import HTTPTransport
import Inventory
import Testing

@testable import Catalog

@Suite("Functions and buckets")
struct ServerlessKindTests {
    private static func arn(_ name: String) -> String { "arn:aws:lambda:us-east-1:123456789012:function:\(name)" }

    private static func rows() throws -> Rows {
        try Rows(outputs: [
            "lambda:ListFunctions": { _ in
                [
                    "Functions": [
                        [
                            "FunctionName": "notify", "FunctionArn": .string(arn("notify")), "Runtime": "python3.13",
                            "MemorySize": 256, "Timeout": 3, "LastModified": "2025-05-01T10:00:00.000+0000",
                            "Role": "arn:aws:iam::123456789012:role/service-role/notify", "PackageType": "Zip",
                            "VpcConfig": ["VpcId": "vpc-1", "SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]],
                            "Environment": ["Variables": ["TOKEN": "(withheld)", "TABLE": "(withheld)"]],
                            "DeadLetterConfig": ["TargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"],
                            "Layers": [["Arn": "arn:aws:lambda:us-east-1:123456789012:layer:tools:7"]],
                            "Architectures": ["arm64"],
                        ],
                        [
                            "FunctionName": "index", "FunctionArn": .string(arn("index")), "Runtime": "python3.8",
                            "VpcConfig": ["VpcId": "", "SubnetIds": [], "SecurityGroupIds": []],
                        ],
                        ["FunctionName": "image", "FunctionArn": .string(arn("image")), "PackageType": "Image"],
                    ]
                ]
            },
            "lambda:ListEventSourceMappings": { _ in
                [
                    "EventSourceMappings": [
                        [
                            "UUID": "1", "State": "Enabled", "FunctionArn": .string(arn("index")),
                            "EventSourceArn": "arn:aws:sqs:us-east-1:123456789012:jobs",
                        ],
                        [
                            "UUID": "2", "State": "Disabled", "FunctionArn": .string(arn("index:live")),
                            "EventSourceArn": "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2025",
                        ],
                        [
                            "UUID": "3", "FunctionArn": .string(arn("image")),
                            "SelfManagedEventSource": [
                                "Endpoints": ["KAFKA_BOOTSTRAP_SERVERS": ["b1.example.com:9092"]]
                            ],
                        ],
                    ]
                ]
            },
            "sns:ListSubscriptions": { _ in
                [
                    "Subscriptions": [
                        [
                            "SubscriptionArn": "arn:aws:sns:us-east-1:123456789012:orders:1", "Protocol": "lambda",
                            "TopicArn": "arn:aws:sns:us-east-1:123456789012:orders",
                            "Endpoint": .string(arn("notify:live")),
                        ],
                        [
                            "SubscriptionArn": "PendingConfirmation", "Protocol": "email",
                            "TopicArn": "arn:aws:sns:us-east-1:123456789012:orders", "Endpoint": "a@example.com",
                        ],
                    ]
                ]
            },
            "sns:ListTopics": { _ in ["Topics": [["TopicArn": "arn:aws:sns:us-east-1:123456789012:orders"]]] },
            "sqs:ListQueues": { _ in ["QueueUrls": ["https://sqs.us-east-1.amazonaws.com/123456789012/jobs"]] },
            "sqs:GetQueueAttributes": { _ in
                ["Attributes": ["QueueArn": "arn:aws:sqs:us-east-1:123456789012:jobs"]]
            },
        ])
    }

    @Test("a function says what it is, and of its environment only the names")
    func function() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("lambda", "notify")
        #expect(row.arn == Self.arn("notify"))
        #expect(row.endpoints == [])
        for (column, value) in [
            ("runtime", "python3.13"), ("deprecated", nil), ("memory", .integer(256 << 20)), ("timeout", 3),
            ("modified_at", "2025-05-01T10:00:00Z"), ("vpc", "vpc-1"), ("dead_letters", "dead"),
            ("triggers", ["sns:orders"]), ("topics", ["arn:aws:sns:us-east-1:123456789012:orders"]),
            ("execution_role", "notify"), ("layers", ["tools:7"]), ("architecture", "arm64"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let names = try #require(try rows.value("variables", of: row).array)
        #expect(Set(names) == ["TOKEN", "TABLE"])
    }

    @Test("what starts a function is told whether it names the function or an alias of it")
    func triggers() async throws {
        let rows = try Self.rows()
        let index = try await rows.row("lambda", "index")
        #expect(
            try rows.value("triggers", of: index) == ["sqs:jobs Enabled", "dynamodb:table/orders/stream/2025 Disabled"])
        #expect(try rows.value("queues", of: index) == ["jobs"])
        #expect(try rows.value("deprecated", of: index) == true)
        #expect(try rows.value("vpc", of: index) == .null)
        let image = try await rows.row("lambda", "image")
        #expect(try rows.value("triggers", of: image) == ["b1.example.com:9092"])
        #expect(try rows.value("runtime", of: image) == .null)
        #expect(try rows.value("deprecated", of: image) == .null)
        #expect(try rows.value("variables", of: image) == .null)
    }

    @Test("queues, topics and subscriptions lead to the functions they start")
    func neighbours() async throws {
        let rows = try Self.rows()
        #expect(try rows.value("functions", of: try await rows.row("sqs", "jobs")) == ["index"])
        let topic = try await rows.row("sns-topic", "arn:aws:sns:us-east-1:123456789012:orders")
        #expect(try rows.value("functions", of: topic) == ["notify"])
        let subscription = try await rows.row("sns-subscription", "arn:aws:sns:us-east-1:123456789012:orders:1")
        #expect(try rows.value("function", of: subscription) == "notify")
    }

    @Test("the code of a function is never asked for, and its variables' values never arrive")
    func secrets() async throws {
        let rows = try Self.rows()
        _ = try await rows.of("lambda")
        #expect(!rows.aws.calls.contains { $0.operation.operation.hasPrefix("GetFunction") })
        let model = try Models.store.model(of: "lambda")
        #expect(model.operations["GetFunction"] == nil)
        let body = #"{"Functions": [{"FunctionName": "f", "Environment": {"Variables": {"TOKEN": "s3cr3t"}}}]}"#
        let operation = try #require(model.operations["ListFunctions"])
        guard
            case .output(let output, _) = try model.answer(
                to: operation, HTTPResponse(status: 200, body: Array(body.utf8)))
        else {
            Issue.record("a fault")
            return
        }
        #expect(
            output["Functions"] == [
                ["FunctionName": "f", "Environment": ["Variables": ["TOKEN": "(withheld)"]]]
            ])
    }

    @Test(
        "a bucket is reached in its region",
        arguments: [
            ("eu-west-1", "media.s3.eu-west-1.amazonaws.com:443"),
            ("us-east-1", "media.s3.us-east-1.amazonaws.com:443"),
            (nil, nil),
        ] as [(String?, String?)])
    func bucket(_ region: String?, _ address: String?) async throws {
        let rows = try Rows(outputs: [
            "s3:ListBuckets": { _ in
                var bucket: Object = ["Name": "media", "CreationDate": "2024-01-02T03:04:05Z"]
                if let region { bucket["BucketRegion"] = .string(region) }
                return ["Buckets": [.object(bucket)]]
            }
        ])
        let row = try await rows.row("s3", "media")
        #expect(row.endpoints.first?.address == address)
        #expect(row.arn == "arn:aws:s3:::media")
        #expect(try rows.value("bucket_region", of: row) == region.map { .string($0) } ?? .null)
        // Without a parameter AWS names no region.
        #expect(rows.aws.calls.first?.input["MaxBuckets"] == 1000)
        #expect(rows.aws.calls.count == 1)
    }
}
