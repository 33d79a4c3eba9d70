import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Endpoints of Kafka clusters and message brokers")
struct BrokerEndpointTests {
    /// A cluster of each sort; `making` has no brokers yet, and asking for them is an error.
    private static func clusters() throws -> Rows {
        func cluster(_ name: String, _ state: String, _ more: Object) -> Value {
            var cluster: Object = [
                "ClusterName": .string(name), "State": .string(state),
                "ClusterArn": .string("arn:aws:kafka:us-east-1:123456789012:cluster/\(name)/1"),
                "Tags": ["Service": "orders"],
            ]
            for member in more { cluster[member.key] = member.value }
            return .object(cluster)
        }
        let clusters: [Value] = [
            cluster(
                "counted", "ACTIVE",
                [
                    "ClusterType": "PROVISIONED",
                    "Provisioned": [
                        "NumberOfBrokerNodes": 2,
                        "BrokerNodeGroupInfo": [
                            "SecurityGroups": ["sg-1"], "ConnectivityInfo": ["PublicAccess": ["Type": "DISABLED"]],
                        ],
                        "ClientAuthentication": [
                            "Sasl": ["Iam": ["Enabled": true], "Scram": ["Enabled": false]],
                            "Unauthenticated": ["Enabled": true],
                        ],
                    ],
                ]),
            cluster(
                "uncounted", "ACTIVE",
                [
                    "ClusterType": "SERVERLESS",
                    "Serverless": [
                        "VpcConfigs": [["SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-2"]]],
                        "ClientAuthentication": ["Sasl": ["Iam": ["Enabled": true]]],
                    ],
                ]),
            cluster("making", "CREATING", ["ClusterType": "PROVISIONED"]),
            cluster("open", "UPDATING", ["ClusterType": "PROVISIONED"]),
        ]
        return try Rows(outputs: [
            "kafka:ListClustersV2": { _ in ["ClusterInfoList": .array(clusters)] },
            "kafka:GetBootstrapBrokers": { input throws(APIError) in
                switch input["ClusterArn"]?.string?.split(separator: "/").dropFirst().first {
                case "counted":
                    [
                        "BootstrapBrokerStringTls": "b-1.counted.kafka:9094,b-2.counted.kafka:9094",
                        "BootstrapBrokerStringSaslIam": "b-1.counted.kafka:9098,b-2.counted.kafka:9098",
                        "BootstrapBrokerString": "",
                    ]
                case "uncounted": ["BootstrapBrokerStringSaslIam": "boot-1.serverless.kafka:9098"]
                case "open":
                    [
                        "BootstrapBrokerString": "b-1.open.kafka:9092",
                        "BootstrapBrokerStringPublicSaslScram": "b-1-public.open.kafka:9196",
                    ]
                default: throw APIError(.service, "the cluster is not ready")
                }
            },
        ])
    }

    @Test(
        "a cluster is connected to by each of its brokers, encrypted ways first, those from outside last",
        arguments: [
            (
                "counted", "b-1.counted.kafka:9094,b-2.counted.kafka:9094" as Value, ["IAM", "none"] as Value,
                [
                    "private b-1.counted.kafka:9094 kafka", "private b-2.counted.kafka:9094 kafka",
                    "private b-1.counted.kafka:9098 kafka", "private b-2.counted.kafka:9098 kafka",
                ]
            ),
            ("uncounted", "boot-1.serverless.kafka:9098", ["IAM"], ["private boot-1.serverless.kafka:9098 kafka"]),
            ("making", .null, [], []),
            (
                "open", "b-1.open.kafka:9092", [],
                ["private b-1.open.kafka:9092 kafka", "public b-1-public.open.kafka:9196 kafka"]
            ),
        ] as [(String, Value, Value, [String])])
    func cluster(_ name: String, _ bootstrap: Value, _ signIn: Value, _ places: [String]) async throws {
        let rows = try Self.clusters()
        let row = try await rows.row("msk", name)
        #expect(row.places == places)
        #expect(row.problems == [])
        #expect(row.tag("Service") == "orders")
        #expect(try rows.value("bootstrap", of: row) == bootstrap)
        #expect(try rows.value("sign_in", of: row) == signIn)
    }

    @Test("whether a cluster is reached from the internet is not guessed, and both sorts have groups and subnets")
    func clusterColumns() async throws {
        let rows = try Self.clusters()
        let counted = try await rows.row("msk", "counted")
        #expect(try rows.value("public", of: counted) == false)
        #expect(try rows.value("groups", of: counted) == ["sg-1"])
        let uncounted = try await rows.row("msk", "uncounted")
        #expect(try rows.value("public", of: uncounted) == .null)
        #expect(try rows.value("groups", of: uncounted) == ["sg-2"])
        #expect(try rows.value("subnets", of: uncounted) == ["subnet-1"])
        #expect(try rows.value("nodes", of: uncounted) == .null)
    }

    @Test("a broker is connected to by each protocol of each instance; one that is made has nothing yet")
    func brokers() async throws {
        let rows = try Rows(outputs: [
            "mq:ListBrokers": { _ in
                [
                    "BrokerSummaries": [
                        ["BrokerId": "b-1", "BrokerName": "rabbit", "BrokerState": "RUNNING"],
                        ["BrokerId": "b-2", "BrokerName": "pair", "BrokerState": "RUNNING"],
                        ["BrokerId": "b-3", "BrokerName": "new", "BrokerState": "CREATION_IN_PROGRESS"],
                    ]
                ]
            },
            "mq:DescribeBroker": { input in
                switch input["BrokerId"] {
                case "b-1":
                    [
                        "PubliclyAccessible": true, "Tags": ["Service": "payments"],
                        "BrokerInstances": [["Endpoints": ["amqps://b-1.mq.us-east-1.amazonaws.com:5671"]]],
                        "PendingEngineVersion": "3.13",
                        "MaintenanceWindowStartTime": ["DayOfWeek": "SUNDAY", "TimeOfDay": "03:00"],
                    ]
                case "b-2":
                    [
                        "PubliclyAccessible": false,
                        "BrokerInstances": [
                            [
                                "IpAddress": "10.0.0.1",
                                "Endpoints": ["ssl://b-2-1.mq:61617", "stomp+ssl://b-2-1.mq:61614"],
                            ], ["IpAddress": "10.0.0.2", "Endpoints": ["ssl://b-2-2.mq:61617"]],
                        ],
                    ]
                default: ["BrokerInstances": []]
                }
            },
        ])
        let rabbit = try await rows.row("mq", "b-1")
        #expect(rabbit.places == ["public b-1.mq.us-east-1.amazonaws.com:5671 amqps"])
        #expect(rabbit.name == "rabbit")
        #expect(rabbit.tag("Service") == "payments")
        #expect(try rows.value("maintenance", of: rabbit) == "SUNDAY 03:00 UTC")
        #expect(try rows.value("pending", of: rabbit) == "3.13")
        let pair = try await rows.row("mq", "b-2")
        #expect(
            pair.places == [
                "private b-2-1.mq:61617 ssl", "private b-2-1.mq:61614 stomp+ssl", "private b-2-2.mq:61617 ssl",
            ])
        #expect(try rows.value("addresses", of: pair) == ["10.0.0.1", "10.0.0.2"])
        let new = try await rows.row("mq", "b-3")
        #expect(new.places == [])
        for column in ["maintenance", "pending", "web_console"] {
            #expect(try rows.value(column, of: new) == .null, "\(column)")
        }
    }
}
