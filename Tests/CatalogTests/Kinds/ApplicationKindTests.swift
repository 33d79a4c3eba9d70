import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Tables, stacks, queues and topics")
struct ApplicationKindTests {
    @Test("a table without a billing mode is provisioned, and a table that cannot be read says so")
    func tables() async throws {
        let rows = try Rows(outputs: [
            "dynamodb:ListTables": { _ in ["TableNames": ["orders", "sessions", "secret", "orders.csv"]] },
            "dynamodb:DescribeTable": { input throws(APIError) in
                guard input["TableName"] != "secret" else { throw APIError(.denied, "no") }
                let name = input["TableName"]?.string ?? ""
                var table: Object = [
                    "TableName": .string(name), "TableStatus": "ACTIVE", "CreationDateTime": "2025-01-02T03:04:05Z",
                    "TableArn": .string("arn:aws:dynamodb:us-east-1:123456789012:table/\(name)"), "ItemCount": 12,
                    "KeySchema": [
                        ["AttributeName": "id", "KeyType": "HASH"], ["AttributeName": "at", "KeyType": "RANGE"],
                    ],
                    "ProvisionedThroughput": ["ReadCapacityUnits": 5, "WriteCapacityUnits": 1],
                ]
                if name == "sessions" { table["BillingModeSummary"] = ["BillingMode": "PAY_PER_REQUEST"] }
                return ["Table": .object(table)]
            },
            "resourcegroupstaggingapi:GetResources": { _ in
                [
                    "ResourceTagMappingList": [
                        [
                            "ResourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
                            "Tags": [["Key": "Team", "Value": "shop"]],
                        ]
                    ]
                ]
            },
        ])
        #expect(try await rows.of("dynamodb").map(\.key.id) == ["orders", "orders.csv", "secret", "sessions"])
        let orders = try await rows.row("dynamodb", "orders")
        #expect(orders.tag("Team") == "shop")
        #expect(orders.state == "ACTIVE")
        for (column, value) in [
            ("billing", "provisioned"), ("reads", 5), ("partition_key", "id"), ("sort_key", "at"), ("stream", "off"),
            ("class", "STANDARD"), ("items", 12),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: orders) == value, "\(column)")
        }
        #expect(try rows.value("billing", of: try await rows.row("dynamodb", "sessions")) == "on-demand")
        let secret = try await rows.row("dynamodb", "secret")
        #expect(secret.problems == [RowProblem(call: "DescribeTable", code: .denied)])
        #expect(secret.arn == "arn:aws:dynamodb:us-east-1:123456789012:table/secret")
        #expect(try rows.value("billing", of: secret) == .null)
        #expect(try rows.value("stream", of: secret) == .null)
    }

    @Test("a stack shows outputs, parameters and where it belongs")
    func stacks() async throws {
        let rows = try Rows(outputs: [
            "cloudformation:DescribeStacks": { _ in
                [
                    "Stacks": [
                        [
                            "StackName": "shop-db", "StackStatus": "UPDATE_ROLLBACK_COMPLETE",
                            "StackStatusReason": "quota",
                            "StackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/shop-db/1",
                            "ParentId": "arn:aws:cloudformation:us-east-1:123456789012:stack/shop/0",
                            "CreationTime": "2025-01-02T03:04:05Z",
                            "Outputs": [
                                ["OutputKey": "Host", "OutputValue": "db.example.com", "ExportName": "shop-host"],
                                ["OutputKey": "Port", "OutputValue": "5432"],
                            ],
                            "Parameters": [
                                ["ParameterKey": "Password", "ParameterValue": "****"],
                                ["ParameterKey": "Image", "ParameterValue": "/ami", "ResolvedValue": "ami-1"],
                            ],
                            "DriftInformation": [
                                "StackDriftStatus": "DRIFTED", "LastCheckTimestamp": "2025-02-02T00:00:00Z",
                            ],
                        ]
                    ]
                ]
            }
        ])
        let row = try await rows.row("cloudformation", "shop-db")
        #expect(row.arn == "arn:aws:cloudformation:us-east-1:123456789012:stack/shop-db/1")
        for (column, value) in [
            ("outputs", ["Host=db.example.com", "Port=5432"]), ("exports", ["shop-host=db.example.com"]),
            ("parameters", ["Password=****", "Image=ami-1"]), ("parent", "shop"), ("root", .null), ("reason", "quota"),
            ("drift", "DRIFTED"), ("drift_checked_at", "2025-02-02T00:00:00Z"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
    }

    @Test("the queue that takes dead letters knows whose, and a queue that cannot be read says so")
    func deadLetters() async throws {
        let rows = try Rows(outputs: [
            "sqs:ListQueues": { _ in
                ["QueueUrls": ["https://sqs.example/1/a", "https://sqs.example/1/b", "https://sqs.example/1/dead"]]
            },
            "sqs:GetQueueAttributes": { input throws(APIError) in
                let name = input["QueueUrl"]?.string?.split(separator: "/").last ?? ""
                guard name != "b" else { throw APIError(.notFound, "gone") }
                var attributes: Object = ["QueueArn": .string("arn:aws:sqs:us-east-1:1:\(name)")]
                if name == "a" {
                    // Older queues have the count as text.
                    attributes["RedrivePolicy"] =
                        #"{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:1:dead","maxReceiveCount":"5"}"#
                }
                return ["Attributes": .object(attributes)]
            },
        ])
        let dead = try await rows.row("sqs", "dead")
        #expect(try rows.value("dlq_for", of: dead) == ["a"])
        #expect(try rows.value("dlq", of: dead) == .null)
        let queue = try await rows.row("sqs", "a")
        #expect(try rows.value("dlq", of: queue) == "dead")
        #expect(try rows.value("max_receives", of: queue) == 5)
        #expect(try rows.value("encryption", of: queue) == "none")
        let gone = try await rows.row("sqs", "b")
        #expect(gone.problems == [RowProblem(call: "GetQueueAttributes", code: .notFound)])
        #expect(gone.endpoints.map(\.host) == ["https://sqs.example/1/b"])
        #expect(try rows.value("encryption", of: gone) == .null)
    }

    @Test("a topic counts its subscriptions by state and protocol")
    func topics() async throws {
        let rows = try Rows(
            ["sns:ListSubscriptions": ["confirmed-and-pending.xml"]],
            outputs: [
                "sns:ListTopics": { _ in
                    [
                        "Topics": [
                            ["TopicArn": "arn:aws:sns:us-east-1:123456789012:order-events"],
                            ["TopicArn": "arn:aws:sns:us-east-1:123456789012:quiet.fifo"],
                        ]
                    ]
                }
            ])
        let row = try await rows.row("sns-topic", "arn:aws:sns:us-east-1:123456789012:order-events")
        #expect(row.name == "order-events")
        for (column, value) in [
            ("confirmed", 1), ("pending", 2), ("subscriptions", 4), ("type", "standard"),
            ("queues", ["orders-incoming"]),
            ("protocols", ["1 sqs", "1 lambda", "1 https", "1 email"]),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let quiet = try await rows.row("sns-topic", "arn:aws:sns:us-east-1:123456789012:quiet.fifo")
        #expect(try rows.value("subscriptions", of: quiet) == 0)
        #expect(try rows.value("type", of: quiet) == "FIFO")
    }
}
