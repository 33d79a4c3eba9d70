import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Compute and network kinds")
struct ComputeKindTests {
    private static let instance: Value = [
        "InstanceId": "i-1", "InstanceType": "t3.large", "State": ["Name": "running"],
        "LaunchTime": "2025-05-01T10:00:00Z", "PublicDnsName": "ec2-203-0-113-5.compute-1.amazonaws.com",
        "PublicIpAddress": "203.0.113.5", "PrivateIpAddress": "10.0.0.5", "PrivateDnsName": "ip-10-0-0-5.ec2.internal",
        "SecurityGroups": [["GroupId": "sg-1", "GroupName": "web"]],
        "Placement": ["AvailabilityZone": "us-east-1a", "Tenancy": "default"],
        "MetadataOptions": ["HttpTokens": "required"],
        "IamInstanceProfile": ["Arn": "arn:aws:iam::123456789012:instance-profile/web"],
        "NetworkInterfaces": [
            [
                "NetworkInterfaceId": "eni-1",
                "Association": ["PublicIp": "203.0.113.5"],
                "PrivateIpAddresses": [
                    ["PrivateIpAddress": "10.0.0.5", "Association": ["PublicIp": "203.0.113.5"]],
                    ["PrivateIpAddress": "10.0.0.6", "Association": ["PublicIp": "203.0.113.6"]],
                ],
                "Ipv6Addresses": [["Ipv6Address": "2001:db8::5"]],
            ]
        ],
        "BlockDeviceMappings": [["Ebs": ["VolumeId": "vol-1"]]],
        "Tags": [
            ["Key": "Name", "Value": "web-1"], ["Key": "aws:autoscaling:groupName", "Value": "web"],
            ["Key": "aws:ec2launchtemplate:id", "Value": "lt-1"],
        ],
    ]

    private static func status(_ system: String, _ instance: String, _ volumes: String?) -> Value {
        var status: Object = [
            "InstanceId": "i-1", "SystemStatus": ["Status": .string(system)],
            "InstanceStatus": ["Status": .string(instance)],
        ]
        if let volumes { status["AttachedEbsStatus"] = ["Status": .string(volumes)] }
        return ["InstanceStatuses": [.object(status)]]
    }

    private static func rows(_ status: Value = [:], instance: Value = instance) throws -> Rows {
        try Rows(outputs: [
            "ec2:DescribeInstances": { _ in ["Reservations": [["Instances": [instance]], ["Instances": []]]] },
            "ec2:DescribeInstanceStatus": { _ in status },
            "ec2:DescribeAddresses": { _ in
                [
                    "Addresses": [
                        ["AllocationId": "eipalloc-1", "InstanceId": "i-1"],
                        ["AllocationId": "eipalloc-2", "InstanceId": ""],
                    ]
                ]
            },
            "elbv2:DescribeTargetGroups": { _ in
                [
                    "TargetGroups": [
                        ["TargetGroupName": "web", "TargetGroupArn": "arn:tg", "LoadBalancerArns": ["arn:lb"]]
                    ]
                ]
            },
            "elbv2:DescribeTargetHealth": { _ in
                ["TargetHealthDescriptions": [["Target": ["Id": "i-1"], "TargetHealth": ["State": "healthy"]]]]
            },
        ])
    }

    @Test("an instance has its names, addresses and neighbours")
    func instance() async throws {
        let rows = try Self.rows(Self.status("ok", "ok", "ok"))
        let row = try await rows.row("ec2", "i-1")
        #expect(row.name == "web-1")
        #expect(row.state == "running")
        #expect(row.arn == "arn:aws:ec2:us-east-1:123456789012:instance/i-1")
        #expect(
            row.endpoints.map { "\($0.role) \($0.address)" } == [
                "public ec2-203-0-113-5.compute-1.amazonaws.com", "public 203.0.113.5", "private 10.0.0.5",
                "private ip-10-0-0-5.ec2.internal", "public 203.0.113.6", "private 10.0.0.6", "public 2001:db8::5",
            ])
        for (column, value) in [
            ("groups", ["sg-1"]), ("group_names", ["web"]), ("imdsv2", true), ("profile", "web"), ("autoscale", "web"),
            ("target_groups", ["web"]), ("volumes", ["vol-1"]), ("lifecycle", "on-demand"), ("zone", "us-east-1a"),
            ("interfaces", ["eni-1"]), ("private_ips", ["10.0.0.5", "10.0.0.6"]),
            ("public_ips", ["203.0.113.5", "203.0.113.6"]), ("addresses", ["eipalloc-1"]), ("template", "lt-1"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
    }

    @Test("an instance without a name is known by its id")
    func nameless() async throws {
        let rows = try Self.rows(instance: ["InstanceId": "i-2", "State": ["Name": "stopped"], "PublicDnsName": ""])
        let row = try await rows.row("ec2", "i-2")
        #expect(row.name == "i-2")
        #expect(row.endpoints == [])
    }

    @Test(
        "health counts the checks that apply",
        arguments: [
            (status("ok", "ok", nil), "2/2"), (status("ok", "impaired", "ok"), "2/3"),
            (status("initializing", "initializing", nil), "0/2"),
            (status("not-applicable", "not-applicable", "not-applicable"), .null), ([:], .null),
        ] as [(Value, Value)])
    func health(_ status: Value, _ health: Value) async throws {
        let rows = try Self.rows(status)
        #expect(try rows.value("health", of: try await rows.row("ec2", "i-1")) == health)
    }

    @Test("a volume names the instance it is attached to")
    func volume() async throws {
        let rows = try Rows(outputs: [
            "ec2:DescribeVolumes": { _ in
                [
                    "Volumes": [
                        [
                            "VolumeId": "vol-1", "Size": 100,
                            "Attachments": [["InstanceId": "i-1", "State": "attached"]],
                        ],
                        ["VolumeId": "vol-2", "Size": 8, "State": "available", "Attachments": []],
                    ]
                ]
            },
            "ec2:DescribeInstances": { _ in ["Reservations": [["Instances": [Self.instance]]]] },
        ])
        let row = try await rows.row("ebs", "vol-1")
        #expect(try rows.value("size", of: row) == .integer(100 << 30))
        #expect(try rows.value("attached_to", of: row) == ["i-1"])
        #expect(try rows.value("instance_names", of: row) == ["web-1"])
        let free = try await rows.row("ebs", "vol-2")
        #expect(try rows.value("attached_to", of: free) == [])
    }

    @Test("a snapshot's progress is a number, and only own ones are listed")
    func snapshot() async throws {
        let rows = try Rows(outputs: [
            "ec2:DescribeSnapshots": { _ in
                ["Snapshots": [["SnapshotId": "snap-1", "Progress": "87%", "VolumeSize": 1]]]
            }
        ])
        let row = try await rows.row("snapshots", "snap-1")
        #expect(try rows.value("progress", of: row) == 87)
        #expect(row.arn == "arn:aws:ec2:us-east-1::snapshot/snap-1")
        #expect(rows.aws.calls.first?.input["OwnerIds"] == ["self"])
    }

    @Test("a group counts its rules by direction and says what the internet may reach")
    func securityGroup() async throws {
        func rule(_ protocol: String, _ from: Int, _ to: Int, _ source: (String, Value), out: Bool = false) -> Value {
            [
                "GroupId": "sg-1", "IsEgress": .bool(out), "IpProtocol": .string(`protocol`),
                "FromPort": .integer(from),
                "ToPort": .integer(to), source.0: source.1,
            ]
        }
        let rules: Value = [
            rule("tcp", 443, 443, ("CidrIpv4", "0.0.0.0/0")), rule("tcp", 443, 443, ("CidrIpv6", "::/0")),
            rule("tcp", 8000, 8100, ("CidrIpv4", "0.0.0.0/0")), rule("icmp", -1, -1, ("CidrIpv4", "0.0.0.0/0")),
            rule("-1", -1, -1, ("ReferencedGroupInfo", ["GroupId": "sg-2"])),
            rule("tcp", 22, 22, ("CidrIpv4", "10.0.0.0/8")),
            rule("-1", -1, -1, ("CidrIpv4", "0.0.0.0/0"), out: true),
        ]
        let rows = try Rows(outputs: [
            "ec2:DescribeSecurityGroups": { _ in
                [
                    "SecurityGroups": [
                        ["GroupId": "sg-1", "GroupName": "web"], ["GroupId": "sg-2", "GroupName": "proxy"],
                        ["GroupId": "sg-3", "GroupName": "unused"],
                    ]
                ]
            },
            "ec2:DescribeSecurityGroupRules": { _ in ["SecurityGroupRules": rules] },
            "ec2:DescribeNetworkInterfaces": { _ in
                [
                    "NetworkInterfaces": [
                        [
                            "NetworkInterfaceId": "eni-1", "Groups": [["GroupId": "sg-1"], ["GroupId": "sg-9"]],
                            "Attachment": ["InstanceId": "i-1"],
                        ],
                        ["NetworkInterfaceId": "eni-2", "Groups": [["GroupId": "sg-1"]], "Description": "ELB"],
                    ]
                ]
            },
        ])
        let row = try await rows.row("sg", "sg-1")
        for (column, value) in [
            ("inbound", 6), ("outbound", 1), ("used_by", 2), ("instances", ["i-1"]), ("allows", ["sg-2"]),
            ("interfaces", ["eni-1", "eni-2"]), ("used_for", ["ELB"]), ("allowed_by", []),
            ("exposed", ["443/tcp 0.0.0.0/0", "443/tcp ::/0", "8000-8100/tcp 0.0.0.0/0", "icmp 0.0.0.0/0"]),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let proxy = try await rows.row("sg", "sg-2")
        #expect(try rows.value("allowed_by", of: proxy) == ["sg-1"])
        let unused = try await rows.row("sg", "sg-3")
        #expect(try rows.value("inbound", of: unused) == 0)
        #expect(try rows.value("used_by", of: unused) == 0)
    }

    @Test("a load balancer counts the healthy targets of its groups")
    func targets() async throws {
        let rows = try Rows(
            ["elbv2:DescribeLoadBalancers": ["application.xml"], "elbv2:DescribeTargetHealth": ["mixed.xml"]],
            outputs: [
                "elbv2:DescribeTargetGroups": { _ in
                    let arn =
                        "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/orders-public/50dc6c495c0c9188"
                    return [
                        "TargetGroups": [
                            [
                                "TargetGroupName": "web", "TargetGroupArn": "arn:1", "LoadBalancerArns": [.string(arn)],
                                "TargetType": "instance",
                            ],
                            ["TargetGroupName": "idle", "TargetGroupArn": "arn:2", "LoadBalancerArns": []],
                        ]
                    ]
                }
            ])
        let row = try await rows.row("load-balancer", "orders-public")
        #expect(try rows.value("targets", of: row) == "1/3")
        #expect(try rows.value("target_groups", of: row) == ["web"])
        #expect(try rows.value("unhealthy", of: row).array?.count == 2)
        #expect(try rows.value("targets", of: try await rows.row("load-balancer", "payments-internal")) == .null)
        let group = try await rows.row("target-group", "web")
        #expect(try rows.value("targets", of: group) == "1/3")
        #expect(try rows.value("load_balancers", of: group) == ["orders-public"])
        #expect(try rows.value("targets", of: try await rows.row("target-group", "idle")) == .null)
        let asked = rows.aws.calls.filter { $0.operation.operation == "DescribeTargetHealth" }
        #expect(asked.allSatisfy { $0.input["TargetGroupArn"] == "arn:1" }, "idle groups are not asked")
    }

    @Test(
        "a group of instances names its template, whatever kind it is",
        arguments: [
            (["LaunchTemplate": ["LaunchTemplateName": "web", "Version": "7"]], "web:7"),
            (["LaunchTemplate": ["LaunchTemplateName": "web"]], "web:$Default"),
            (["LaunchConfigurationName": "old"], "old"),
            (
                [
                    "MixedInstancesPolicy": [
                        "LaunchTemplate": [
                            "LaunchTemplateSpecification": ["LaunchTemplateName": "mix", "Version": "$Latest"]
                        ]
                    ]
                ], "mix:$Latest"
            ),
        ] as [(Value, Value)])
    func autoscale(_ part: Value, _ template: Value) async throws {
        var group = try #require(part.object)
        group["AutoScalingGroupName"] = "web"
        group["TargetGroupARNs"] = ["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/94"]
        group["Instances"] = [
            ["InstanceId": "i-1", "LifecycleState": "InService", "HealthStatus": "Healthy"],
            ["InstanceId": "i-2", "LifecycleState": "Terminating", "HealthStatus": "Unhealthy"],
        ]
        let answer = Value.object(["AutoScalingGroups": [.object(group)]])
        let rows = try Rows(outputs: ["autoscaling:DescribeAutoScalingGroups": { _ in answer }])
        let row = try await rows.row("autoscale", "web")
        #expect(try rows.value("launch_template", of: row) == template)
        #expect(try rows.value("in_service", of: row) == "1/2")
        #expect(try rows.value("unhealthy", of: row) == 1)
        #expect(try rows.value("target_groups", of: row) == ["web"])
    }
}
