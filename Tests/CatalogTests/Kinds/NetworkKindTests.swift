import AWS
import Document
import Inventory
import Testing

@testable import Catalog
@testable import Collector

@Suite("Kinds of networks")
struct NetworkKindTests {
    @Test("a network has all its ranges, its subnets and its way out")
    func network() async throws {
        let rows = try Rows(outputs: [
            "ec2:DescribeVpcs": { _ in
                [
                    "Vpcs": [
                        [
                            "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "123456789012", "IsDefault": false,
                            "CidrBlockAssociationSet": [
                                ["CidrBlock": "10.0.0.0/16", "CidrBlockState": ["State": "associated"]],
                                ["CidrBlock": "10.9.0.0/16", "CidrBlockState": ["State": "disassociated"]],
                                ["CidrBlock": "100.64.0.0/16", "CidrBlockState": ["State": "associated"]],
                            ],
                            "Ipv6CidrBlockAssociationSet": [
                                ["Ipv6CidrBlock": "2001:db8::/56", "Ipv6CidrBlockState": ["State": "associated"]]
                            ],
                        ],
                        ["VpcId": "vpc-2", "CidrBlock": "172.31.0.0/16", "OwnerId": "999999999999", "IsDefault": true],
                    ]
                ]
            },
            "ec2:DescribeSubnets": { _ in
                ["Subnets": [["SubnetId": "subnet-1", "VpcId": "vpc-1"], ["SubnetId": "subnet-2", "VpcId": "vpc-1"]]]
            },
            "ec2:DescribeInternetGateways": { _ in
                [
                    "InternetGateways": [
                        ["InternetGatewayId": "igw-1", "Attachments": [["VpcId": "vpc-1", "State": "available"]]],
                        ["InternetGatewayId": "igw-2", "Attachments": []],
                    ]
                ]
            },
        ])
        let row = try await rows.row("vpc", "vpc-1")
        #expect(row.name == "vpc-1")
        #expect(row.arn == "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1")
        #expect(row.endpoints == [])
        for (column, value) in [
            ("cidrs", ["10.0.0.0/16", "100.64.0.0/16", "2001:db8::/56"]), ("subnets", ["subnet-1", "subnet-2"]),
            ("internet_gateways", ["igw-1"]), ("default", false),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let shared = try await rows.row("vpc", "vpc-2")
        #expect(shared.arn == "arn:aws:ec2:us-east-1:999999999999:vpc/vpc-2", "its owner's")
        #expect(try rows.value("cidrs", of: shared) == ["172.31.0.0/16"])
        #expect(try rows.value("subnets", of: shared) == [])
    }

    private static func subnet(_ id: String, _ range: String, _ free: Int) -> Value {
        [
            "SubnetId": .string(id), "VpcId": "vpc-1", "CidrBlock": .string(range),
            "AvailableIpAddressCount": .integer(free),
            "SubnetArn": .string("arn:aws:ec2:us-east-1:123456789012:subnet/\(id)"),
        ]
    }

    private static func table(_ id: String, _ ways: [Value], for subnets: [String], main: Bool = false) -> Value {
        var associations: [Value] = subnets.map { ["SubnetId": .string($0), "Main": false] }
        if main { associations.append(["Main": true]) }
        return [
            "RouteTableId": .string(id), "VpcId": "vpc-1", "Associations": .array(associations),
            "Routes": .array([["GatewayId": "local", "State": "active"]] + ways),
        ]
    }

    private static func subnets(main: [Value]) throws -> Rows {
        try Rows(outputs: [
            "ec2:DescribeSubnets": { _ in
                [
                    "Subnets": [
                        subnet("subnet-own", "10.0.0.0/20", 4091), subnet("subnet-nat", "10.0.16.0/24", 1),
                        subnet("subnet-main", "10.0.32.0/28", 0), subnet("subnet-odd", "10.0.48.0/30", 3),
                    ]
                ]
            },
            "ec2:DescribeRouteTables": { _ in
                [
                    "RouteTables": [
                        table("rtb-main", main, for: [], main: true),
                        table("rtb-own", [["GatewayId": "igw-1", "State": "active"]], for: ["subnet-own"]),
                        table("rtb-nat", [["NatGatewayId": "nat-1", "State": "active"]], for: ["subnet-nat"]),
                    ]
                ]
            },
        ])
    }

    @Test("a subnet is public by its own route table, or by the main one of its network")
    func reachability() async throws {
        let rows = try Self.subnets(main: [])
        for (id, `public`, table, ways) in [
            ("subnet-own", true, "rtb-own", []), ("subnet-nat", false, "rtb-nat", ["nat-1"]),
            ("subnet-main", false, "rtb-main", []),
        ] as [(String, Value, Value, Value)] {
            let row = try await rows.row("subnet", id)
            #expect(try rows.value("public", of: row) == `public`, "\(id)")
            #expect(try rows.value("route_table", of: row) == table, "\(id)")
            #expect(try rows.value("nat_gateways", of: row) == ways, "\(id)")
        }
        let open = try Self.subnets(main: [["GatewayId": "igw-1", "State": "active"]])
        #expect(try open.value("public", of: try await open.row("subnet", "subnet-main")) == true)
        #expect(try open.value("public", of: try await open.row("subnet", "subnet-nat")) == false)
        let gone = try Self.subnets(main: [["GatewayId": "igw-1", "State": "blackhole"]])
        #expect(try gone.value("public", of: try await gone.row("subnet", "subnet-main")) == false)
    }

    @Test("route tables are listed once for both uses")
    func calls() throws {
        let shared = Collector.sharedOperations(of: try Self.subnets(main: []).kinds)
        #expect(shared.contains(OperationName(service: "ec2", operation: "DescribeRouteTables")))
    }

    @Test("what is free is also a share of what can be used")
    func free() async throws {
        let rows = try Self.subnets(main: [])
        for (id, share) in [
            ("subnet-own", 100), ("subnet-nat", 0.4), ("subnet-main", 0), ("subnet-odd", .null),
        ] as [(String, Value)] {
            #expect(try rows.value("free_percent", of: try await rows.row("subnet", id)) == share, "\(id)")
        }
    }
}
