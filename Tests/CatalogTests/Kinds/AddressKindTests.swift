import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Kinds of addresses")
struct AddressKindTests {
    private static let interfaces: Value = [
        "NetworkInterfaces": [
            [
                "NetworkInterfaceId": "eni-web", "OwnerId": "123456789012", "Status": "in-use", "VpcId": "vpc-1",
                "SubnetId": "subnet-1", "InterfaceType": "interface", "Description": "Primary network interface",
                "PrivateIpAddress": "10.0.0.5", "PrivateDnsName": "ip-10-0-0-5.ec2.internal",
                "Association": ["PublicIp": "203.0.113.5"], "Groups": [["GroupId": "sg-1"], ["GroupId": "sg-2"]],
                "PrivateIpAddresses": [
                    [
                        "PrivateIpAddress": "10.0.0.5",
                        "Association": ["PublicIp": "203.0.113.5", "AllocationId": "eipalloc-1"],
                    ],
                    ["PrivateIpAddress": "10.0.0.6"],
                ],
                "Ipv6Addresses": [["Ipv6Address": "2001:db8::5"]],
                "Attachment": ["InstanceId": "i-1", "DeviceIndex": 0, "Status": "attached"],
                "TagSet": [["Key": "Name", "Value": "web"]],
            ],
            [
                "NetworkInterfaceId": "eni-alb", "InterfaceType": "interface", "RequesterId": "amazon-elb",
                "Description": "ELB app/orders-public/50dc6c495c0c9188", "RequesterManaged": true, "VpcId": "vpc-2",
            ],
            [
                "NetworkInterfaceId": "eni-classic", "RequesterId": "amazon-elb", "RequesterManaged": true,
                "Description": "ELB legacy-www",
                "InterfaceType": "interface",
            ],
            [
                "NetworkInterfaceId": "eni-nat", "InterfaceType": "nat_gateway",
                "Description": "Interface for NAT Gateway nat-0a1b",
            ],
            [
                "NetworkInterfaceId": "eni-lambda", "InterfaceType": "lambda",
                "Description": "AWS Lambda VPC ENI-orders-notify-5b0f3c1e-8d2a-4e6f-9a7b-1c2d3e4f5a6b",
            ],
            ["NetworkInterfaceId": "eni-new", "Status": "pending", "InterfaceType": "lambda"],
            // Anybody may write this of an interface of his own.
            ["NetworkInterfaceId": "eni-lying", "InterfaceType": "interface", "Description": "ELB legacy-www"],
            [
                "NetworkInterfaceId": "eni-liar", "RequesterManaged": false,
                "Description": "ELB app/orders-public/50dc6c495c0c9188",
            ],
        ]
    ]

    private static func rows() throws -> Rows {
        try Rows(outputs: [
            "ec2:DescribeNetworkInterfaces": { _ in interfaces },
            "ec2:DescribeAddresses": { _ in
                [
                    "Addresses": [
                        [
                            "AllocationId": "eipalloc-1", "PublicIp": "203.0.113.5", "AssociationId": "eipassoc-1",
                            "InstanceId": "i-1", "NetworkInterfaceId": "eni-web", "PrivateIpAddress": "10.0.0.5",
                            "Tags": [["Key": "Name", "Value": "www"]],
                        ],
                        [
                            "AllocationId": "eipalloc-2", "PublicIp": "203.0.113.7", "AssociationId": "eipassoc-2",
                            "InstanceId": "", "NetworkInterfaceId": "eni-nat",
                        ],
                        [
                            "AllocationId": "eipalloc-3", "PublicIp": "203.0.113.8", "AssociationId": "eipassoc-3",
                            "NetworkInterfaceId": "eni-alb",
                        ],
                        ["AllocationId": "eipalloc-4", "PublicIp": "203.0.113.9", "InstanceId": ""],
                        ["PublicIp": "203.0.113.10", "Domain": "standard"],
                    ]
                ]
            },
            "ec2:DescribeNatGateways": { _ in
                [
                    "NatGateways": [
                        [
                            "NatGatewayId": "nat-0a1b", "State": "available", "SubnetId": "subnet-1", "VpcId": "vpc-1",
                            "ConnectivityType": "public", "CreateTime": "2025-05-01T10:00:00Z",
                            "NatGatewayAddresses": [
                                [
                                    "AllocationId": "eipalloc-2", "PublicIp": "203.0.113.7", "PrivateIp": "10.0.0.9",
                                    "NetworkInterfaceId": "eni-nat",
                                ]
                            ],
                        ],
                        ["NatGatewayId": "nat-new", "State": "pending", "NatGatewayAddresses": [["IsPrimary": true]]],
                        [
                            "NatGatewayId": "nat-bad", "State": "failed", "FailureCode": "Gateway.NotAttached",
                            "FailureMessage": "Network vpc-2 has no Internet gateway attached",
                        ],
                    ]
                ]
            },
            "ec2:DescribeSubnets": { _ in
                [
                    "Subnets": [
                        ["SubnetId": "subnet-1", "VpcId": "vpc-1", "AvailabilityZone": "us-east-1a"],
                        ["SubnetId": "subnet-2", "VpcId": "vpc-1", "AvailabilityZone": "us-east-1b"],
                    ]
                ]
            },
            "ec2:DescribeRouteTables": { _ in
                [
                    "RouteTables": [
                        [
                            "VpcId": "vpc-1", "Associations": [["SubnetId": "subnet-2"]],
                            "Routes": [["GatewayId": "local"], ["NatGatewayId": "nat-0a1b"]],
                        ]
                    ]
                ]
            },
        ])
    }

    @Test("an interface has every address, public and private, and its neighbours")
    func interface() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("eni", "eni-web")
        #expect(row.name == "web")
        #expect(row.state == "in-use")
        #expect(row.arn == "arn:aws:ec2:us-east-1:123456789012:network-interface/eni-web")
        #expect(
            row.endpoints.map { "\($0.role) \($0.address)" } == [
                "public 203.0.113.5", "private 10.0.0.5", "private 10.0.0.6", "private ip-10-0-0-5.ec2.internal",
                "public 2001:db8::5",
            ])
        for (column, value) in [
            ("instance", "i-1"), ("groups", ["sg-1", "sg-2"]), ("addresses", ["eipalloc-1"]),
            ("private_ips", ["10.0.0.5", "10.0.0.6"]), ("public_ip", "203.0.113.5"), ("device", 0),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        #expect(try await rows.row("eni", "eni-new").endpoints == [])
    }

    @Test(
        "an interface that a service made leads to what it was made for",
        arguments: [
            ("eni-web", nil, nil, nil, nil), ("eni-alb", "orders-public", nil, nil, nil),
            ("eni-classic", nil, "legacy-www", nil, nil), ("eni-nat", nil, nil, "nat-0a1b", nil),
            ("eni-lambda", nil, nil, nil, "orders-notify"), ("eni-new", nil, nil, nil, nil),
            ("eni-lying", nil, nil, nil, nil), ("eni-liar", nil, nil, nil, nil),
        ] as [(String, Value, Value, Value, Value)])
    func owners(
        _ id: String, _ balancer: Value, _ classic: Value, _ gateway: Value, _ function: Value
    ) async throws {
        let rows = try Self.rows()
        let row = try await rows.row("eni", id)
        #expect(try rows.value("load_balancer", of: row) == balancer)
        #expect(try rows.value("classic_load_balancer", of: row) == classic)
        #expect(try rows.value("nat_gateway", of: row) == gateway)
        #expect(try rows.value("function", of: row) == function)
    }

    @Test(
        "an elastic address says who has it",
        arguments: [
            ("eipalloc-1", true, "i-1", "203.0.113.5"),
            ("eipalloc-2", true, "nat-0a1b", "203.0.113.7"),
            ("eipalloc-3", true, "ELB app/orders-public/50dc6c495c0c9188", "203.0.113.8"),
            ("eipalloc-4", false, nil, "203.0.113.9"), ("203.0.113.10", false, nil, "203.0.113.10"),
        ] as [(String, Value, Value, String)])
    func elastic(_ id: String, _ used: Value, _ user: Value, _ host: String) async throws {
        let rows = try Self.rows()
        let row = try await rows.row("eip", id)
        #expect(try rows.value("in_use", of: row) == used)
        #expect(try rows.value("used_by", of: row) == user)
        #expect(row.endpoints.first.map { "\($0.role) \($0.host)" } == "public \(host)")
    }

    @Test("an elastic address leads to its gateway, its load balancer, its network")
    func elasticNeighbours() async throws {
        let rows = try Self.rows()
        let named = try await rows.row("eip", "eipalloc-1")
        #expect(named.name == "www")
        #expect(named.arn == "arn:aws:ec2:us-east-1:123456789012:elastic-ip/eipalloc-1")
        #expect(named.endpoints.map(\.host) == ["203.0.113.5", "10.0.0.5"])
        #expect(try rows.value("vpc", of: named) == "vpc-1")
        let gateway = try await rows.row("eip", "eipalloc-2")
        #expect(try rows.value("nat_gateway", of: gateway) == "nat-0a1b")
        #expect(try rows.value("instance", of: gateway) == .null)
        let balancer = try await rows.row("eip", "eipalloc-3")
        #expect(try rows.value("load_balancer", of: balancer) == "orders-public")
        #expect(try rows.value("vpc", of: balancer) == "vpc-2")
    }

    @Test("a NAT gateway has addresses once it is there, and says what is wrong where it never will")
    func gateways() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("nat-gateway", "nat-0a1b")
        #expect(row.arn == "arn:aws:ec2:us-east-1:123456789012:natgateway/nat-0a1b")
        #expect(row.places == ["public 203.0.113.7 -", "private 10.0.0.9 -"])
        for (column, value) in [
            ("zone", "us-east-1a"), ("subnets", ["subnet-2"]), ("addresses", ["eipalloc-2"]),
            ("interfaces", ["eni-nat"]), ("type", "public"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let new = try await rows.row("nat-gateway", "nat-new")
        #expect(new.endpoints == [])
        #expect(new.state == "pending")
        let failed = try await rows.row("nat-gateway", "nat-bad")
        #expect(try rows.value("failure", of: failed) == "Network vpc-2 has no Internet gateway attached")
        #expect(try rows.value("public_ips", of: failed) == .null)
    }
}
