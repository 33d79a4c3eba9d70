import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("ECS services and EKS clusters")
struct ContainerKindTests {
    private static let balancer = "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/1"
    private static let group = "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/1"

    private static func arn(_ name: String, of cluster: String = "shop") -> String {
        "arn:aws:ecs:us-east-1:123456789012:service/\(cluster)/\(name)"
    }

    /// Twelve services in one cluster, one in another, none in a third.
    private static func services() throws -> Rows {
        let known: [String: Object] = [
            "web": [
                "status": "ACTIVE", "desiredCount": 2, "runningCount": 1, "launchType": "FARGATE",
                "taskDefinition": "arn:aws:ecs:us-east-1:123456789012:task-definition/web:7",
                "loadBalancers": [["targetGroupArn": .string(group), "containerName": "app", "containerPort": 80]],
                "deployments": [
                    ["status": "PRIMARY", "rolloutState": "IN_PROGRESS", "runningCount": 0, "desiredCount": 2]
                ],
                "events": .array((1...20).map { ["message": .string("event \($0)")] }),
                "tags": [["key": "Team", "value": "shop"]], "roleArn": "arn:aws:iam::123456789012:role/ecs/web",
            ],
            "search": [
                "status": "DRAINING", "desiredCount": 0,
                "capacityProviderStrategy": [["capacityProvider": "spot"]],
                "deployments": [
                    ["status": "ACTIVE", "serviceConnectConfiguration": ["services": [["portName": "old"]]]],
                    [
                        "status": "PRIMARY",
                        "serviceConnectConfiguration": [
                            "enabled": true, "namespace": "shop.internal",
                            "services": [
                                [
                                    "portName": "http", "discoveryName": "search",
                                    "clientAliases": [["port": 8080, "dnsName": "find"]],
                                ],
                                ["portName": "admin", "clientAliases": [["port": 9000]]],
                            ],
                        ],
                    ],
                ],
            ],
            "remote": [
                "status": "ACTIVE",
                "deployments": [
                    [
                        "status": "PRIMARY",
                        "serviceConnectConfiguration": [
                            "namespace": "arn:aws:servicediscovery:us-east-1:1:namespace/ns-1",
                            "services": [["portName": "http", "clientAliases": [["port": 80]]]],
                        ],
                    ]
                ],
            ],
        ]
        return try Rows(outputs: [
            "ecs:ListClusters": { _ in
                [
                    "clusterArns": .array(
                        ["shop", "batch", "empty"].map { .string("arn:aws:ecs:us-east-1:123456789012:cluster/\($0)") })
                ]
            },
            "ecs:ListServices": { input in
                let cluster = input["cluster"]?.string ?? ""
                if cluster.hasSuffix("/empty") { return ["serviceArns": []] }
                if cluster.hasSuffix("/batch") {
                    // As clusters of old name their services.
                    return ["serviceArns": ["arn:aws:ecs:us-east-1:123456789012:service/nightly"]]
                }
                let names = ["web", "search", "remote"] + (1...9).map { "worker-\($0)" }
                return ["serviceArns": .array(names.map { .string(Self.arn($0)) })]
            },
            "ecs:DescribeServices": { input in
                let asked = (input["services"]?.array ?? []).compactMap(\.string)
                return [
                    "services": .array(
                        asked.map { arn in
                            let name = arn.split(separator: "/").last.map(String.init) ?? ""
                            var service = known[name] ?? ["status": "ACTIVE"]
                            service["serviceArn"] = .string(arn)
                            return .object(service)
                        })
                ]
            },
            "elbv2:DescribeTargetGroups": { _ in
                [
                    "TargetGroups": [
                        [
                            "TargetGroupArn": .string(group), "TargetGroupName": "web",
                            "LoadBalancerArns": [.string(balancer)],
                        ]
                    ]
                ]
            },
            "elbv2:DescribeLoadBalancers": { _ in
                [
                    "LoadBalancers": [
                        [
                            "LoadBalancerArn": .string(balancer), "LoadBalancerName": "shop",
                            "DNSName": "shop-1.us-east-1.elb.amazonaws.com", "Scheme": "internet-facing",
                        ]
                    ]
                ]
            },
            "elbv2:DescribeListeners": { _ in
                ["Listeners": [["Port": 80, "Protocol": "HTTP"], ["Port": 443, "Protocol": "HTTPS"]]]
            },
        ])
    }

    @Test("services are described ten at a time, each cluster's by themselves")
    func batches() async throws {
        let rows = try Self.services()
        let found = try await rows.of("ecs-service")
        #expect(found.count == 13)
        #expect(found.map(\.key.id).contains("batch/nightly"))
        let asked = rows.aws.calls.filter { $0.operation.operation == "DescribeServices" }
        #expect(asked.map { $0.input["services"]?.array?.count } == [10, 2, 1])
        #expect(asked.allSatisfy { $0.input["include"] == ["TAGS"] })
        #expect(
            asked.map { $0.input["cluster"]?.string?.split(separator: "/").last } == ["shop", "shop", "batch"])
    }

    @Test("a service is connected to by the load balancer before its target group, encrypted where it can be")
    func balanced() async throws {
        let rows = try Self.services()
        let row = try await rows.row("ecs-service", "shop/web")
        #expect(row.places == ["public shop-1.us-east-1.elb.amazonaws.com:443 HTTPS"])
        #expect(row.arn == Self.arn("web"))
        #expect(row.tag("Team") == "shop")
        for (column, value) in [
            ("cluster", "shop"), ("tasks", "1/2"), ("rollout", "IN_PROGRESS"), ("task_definition", "web:7"),
            ("launch_type", "FARGATE"), ("target_groups", ["web"]), ("load_balancers", ["shop"]),
            ("containers", ["app:80"]), ("role", "web"), ("controller", "ECS"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        // A hundred events of each of a thousand services are no part of an inventory.
        #expect(try rows.value("events", of: row).array?.count == 10)
    }

    @Test("Service Connect gives the names that clients use")
    func serviceConnect() async throws {
        let rows = try Self.services()
        let row = try await rows.row("ecs-service", "shop/search")
        #expect(row.places == ["private find:8080 -", "private admin.shop.internal:9000 -"])
        #expect(row.state == "DRAINING")
        #expect(try rows.value("launch_type", of: row) == "spot")
        #expect(try rows.value("tasks", of: row) == "0/0")
        // The name of a namespace that is told by its ARN is not known.
        #expect(try await rows.row("ecs-service", "shop/remote").endpoints == [])
    }

    @Test("a service of which nothing more is known has no endpoint, and its columns are empty")
    func plain() async throws {
        let rows = try Self.services()
        let row = try await rows.row("ecs-service", "shop/worker-3")
        #expect(row.endpoints == [])
        for column in ["rollout", "task_definition", "launch_type", "target_groups", "public_ip", "healthy_percent"] {
            let value = try rows.value(column, of: row)
            #expect(value == .null || value == [], "\(column): \(value)")
        }
    }

    @Test(
        "an EKS cluster is connected to by the host of its API",
        arguments: [
            ("open", "public", ["public", "private"], ["203.0.113.0/24"]),
            ("closed", "private", ["private"], .null),
        ] as [(String, String, Value, Value)])
    func kubernetes(_ name: String, _ role: String, _ access: Value, _ cidrs: Value) async throws {
        let rows = try Self.clusters()
        let row = try await rows.row("eks-cluster", name)
        #expect(row.places == ["\(role) A1B2.gr7.us-east-1.eks.amazonaws.com:443 https"])
        #expect(row.tag("Team") == "data")
        #expect(row.arn == "arn:aws:eks:us-east-1:123456789012:cluster/\(name)")
        #expect(try rows.value("access", of: row) == access)
        #expect(try rows.value("public_cidrs", of: row) == cidrs)
        #expect(try rows.value("groups", of: row) == ["sg-own", "sg-given"])
        #expect(try rows.value("logs", of: row) == ["api", "audit"])
        #expect(try rows.value("role", of: row) == "eks")
    }

    @Test("a cluster that is being created has no endpoint; one that may not be read says so")
    func unready() async throws {
        let rows = try Self.clusters()
        let creating = try await rows.row("eks-cluster", "creating")
        #expect(creating.state == "CREATING")
        #expect(creating.endpoints == [])
        let secret = try await rows.row("eks-cluster", "secret")
        #expect(secret.state == nil)
        #expect(secret.endpoints == [])
        #expect(secret.problems == [RowProblem(call: "DescribeCluster", code: .denied)])
    }

    private static func clusters() throws -> Rows {
        try Rows(outputs: [
            "eks:ListClusters": { _ in ["clusters": ["open", "closed", "creating", "secret"]] },
            "eks:DescribeCluster": { input throws(APIError) in
                let name = input["name"]?.string ?? ""
                guard name != "secret" else { throw APIError(.denied, "no") }
                guard name != "creating" else { return ["cluster": ["name": "creating", "status": "CREATING"]] }
                return [
                    "cluster": [
                        "name": .string(name), "status": "ACTIVE", "version": "1.33",
                        "endpoint": "https://A1B2.gr7.us-east-1.eks.amazonaws.com", "tags": ["Team": "data"],
                        "roleArn": "arn:aws:iam::123456789012:role/eks",
                        "resourcesVpcConfig": [
                            "endpointPublicAccess": .bool(name == "open"), "endpointPrivateAccess": true,
                            "publicAccessCidrs": ["203.0.113.0/24"], "clusterSecurityGroupId": "sg-own",
                            "securityGroupIds": ["sg-given"],
                        ],
                        "logging": [
                            "clusterLogging": [
                                ["types": ["api", "audit"], "enabled": true],
                                ["types": ["scheduler"], "enabled": false],
                            ]
                        ],
                    ]
                ]
            },
        ])
    }
}
