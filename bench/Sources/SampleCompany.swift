import Document
import FoundationEssentials
import Inventory

/// 100,000 resources of a company: 10 accounts, 5 regions, five kinds in each, with the random ids that AWS gives.
///
/// - Shape: 30 % instances, 30 % volumes, 15 % security groups, 15 % queues, 10 % databases; documents as AWS writes them.
struct SampleCompany {
    static let accounts = (1...10).map { "account-\($0)" }
    static let regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"]
    /// Resources of each kind in each account and region.
    static let counts = [("ec2", 600), ("ebs", 600), ("sg", 300), ("sqs", 300), ("rds-instance", 200)]

    private var random = SplitMix(state: 42)

    /// The snapshot, packed as the collector packs it.
    static func snapshot(kinds: KindSet) -> Snapshot {
        var company = SampleCompany()
        var cells: [CellKey: Cell] = [:]
        for (number, account) in accounts.enumerated() {
            for region in regions {
                let context = RowContext(
                    account: account, region: region, accountID: String(111_111_111_111 + number))
                for (word, count) in counts {
                    guard let kind = kinds.kind(word) else { Usage.fail("there is no kind \(word)") }
                    let key = CellKey(account: account, region: region, kind: word)
                    var packer = RowPacker()
                    for _ in 0..<count {
                        packer.append(kind.resource(from: company.document(word, context), in: context))
                    }
                    cells[key] = Cell(
                        key: key, status: .fresh, rows: packer.finish().sorted { $0.id < $1.id }, fetchedAt: .now)
                }
            }
        }
        return Snapshot(
            generation: 1, kinds: kinds, accounts: accounts.map { AccountInfo(name: $0, regions: regions) },
            cells: cells)
    }

    private mutating func document(_ kind: String, _ context: RowContext) -> Value {
        let service = pick(["orders", "payments", "search", "ledger", "web", "catalog", "mail", "stock"])
        switch kind {
        case "ec2": return instance(service, context)
        case "ebs": return volume(service, context)
        case "sg": return group(service, context)
        case "sqs": return queue(service, context)
        default: return database(service, context)
        }
    }

    private mutating func instance(_ service: String, _ context: RowContext) -> Value {
        let address = ip("10")
        let outside = ip("3")
        let subnet = "subnet-0fee1dead0000000\(Int.random(in: 1...6, using: &random))"
        let vpc = "vpc-0a1b2c3d4e5f60718"
        let group: Value = [
            "GroupId": .string("sg-0\(service.utf8.count)a1b2c3d4e5f6071"), "GroupName": .string(service),
        ]
        let launched = time()
        return [
            "InstanceId": id("i"), "ImageId": .string(pick(["ami-0c02fb55956c7d316", "ami-0f1e2d3c4b5a69788"])),
            "State": ["Code": 16, "Name": "running"],
            "PrivateDnsName": .string("ip-\(dashed(address)).\(context.region).compute.internal"),
            "PublicDnsName": .string("ec2-\(dashed(outside)).\(context.region).compute.amazonaws.com"),
            "StateTransitionReason": "", "KeyName": "ops-2026", "AmiLaunchIndex": 0, "ProductCodes": [],
            "InstanceType": .string(pick(["m7g.large", "c7g.xlarge", "t4g.medium", "r7g.2xlarge"])),
            "LaunchTime": .string(launched),
            "Placement": [
                "AvailabilityZone": .string(context.region + pick(["a", "b", "c"])), "GroupName": "",
                "Tenancy": "default",
            ],
            "Monitoring": ["State": "disabled"], "SubnetId": .string(subnet), "VpcId": .string(vpc),
            "PrivateIpAddress": .string(address), "PublicIpAddress": .string(outside), "Architecture": "arm64",
            "RootDeviceType": "ebs", "RootDeviceName": "/dev/xvda",
            "BlockDeviceMappings": [
                [
                    "DeviceName": "/dev/xvda",
                    "Ebs": [
                        "AttachTime": .string(launched), "DeleteOnTermination": true, "Status": "attached",
                        "VolumeId": id("vol"),
                    ],
                ]
            ],
            "VirtualizationType": "hvm", "ClientToken": .string(hex(32)), "Hypervisor": "xen",
            "Tags": tags(service, "web"),
            "NetworkInterfaces": [
                [
                    "NetworkInterfaceId": id("eni"), "SubnetId": .string(subnet), "VpcId": .string(vpc),
                    "Description": "", "OwnerId": .string(context.accountID ?? ""), "Status": "in-use",
                    "MacAddress": .string("02:\(hex(2)):\(hex(2)):\(hex(2)):\(hex(2)):\(hex(2))"),
                    "PrivateIpAddress": .string(address), "SourceDestCheck": true, "Groups": [group],
                    "Attachment": [
                        "AttachmentId": id("eni-attach"), "DeviceIndex": 0, "Status": "attached",
                        "AttachTime": .string(launched), "DeleteOnTermination": true,
                    ],
                    "Association": ["PublicIp": .string(outside), "IpOwnerId": "amazon"],
                    "PrivateIpAddresses": [["PrivateIpAddress": .string(address), "Primary": true]],
                ]
            ],
            "SecurityGroups": [group], "SourceDestCheck": true, "EbsOptimized": true, "EnaSupport": true,
            "IamInstanceProfile": [
                "Arn": .string("arn:aws:iam::\(context.accountID ?? ""):instance-profile/\(service)"),
                "Id": .string("AIPA\(hex(17).uppercased())"),
            ],
            "MetadataOptions": [
                "State": "applied", "HttpTokens": "required", "HttpPutResponseHopLimit": 2, "HttpEndpoint": "enabled",
            ],
            "PlatformDetails": "Linux/UNIX", "UsageOperation": "RunInstances",
        ]
    }

    private mutating func volume(_ service: String, _ context: RowContext) -> Value {
        let created = time()
        return [
            "Attachments": [
                [
                    "AttachTime": .string(created), "Device": "/dev/xvda", "InstanceId": id("i"), "State": "attached",
                    "DeleteOnTermination": true,
                ]
            ],
            "AvailabilityZone": .string(context.region + pick(["a", "b", "c"])), "CreateTime": .string(created),
            "Encrypted": true,
            "KmsKeyId": .string("arn:aws:kms:\(context.region):\(context.accountID ?? ""):key/\(uuid())"),
            "Size": .integer(Int.random(in: 1...100, using: &random) * 8), "SnapshotId": id("snap"), "State": "in-use",
            "VolumeId": id("vol"), "Iops": 3000, "Throughput": 125, "VolumeType": "gp3", "MultiAttachEnabled": false,
            "Tags": tags(service, "data"),
        ]
    }

    private mutating func group(_ service: String, _ context: RowContext) -> Value {
        let group = id("sg")
        let rules: [Value] = [443, 5432, 22].map { port in
            [
                "SecurityGroupRuleId": id("sgr"), "GroupId": group, "GroupOwnerId": .string(context.accountID ?? ""),
                "IsEgress": false, "IpProtocol": "tcp", "FromPort": .integer(port), "ToPort": .integer(port),
                "CidrIpv4": .string("\(ip("10"))/32"), "Description": .string("\(service) on \(port)"), "Tags": [],
            ]
        }
        return [
            "GroupId": group, "GroupName": .string("\(service)-\(hex(6))"), "VpcId": "vpc-0a1b2c3d4e5f60718",
            "Description": .string("What \(service) lets in"), "OwnerId": .string(context.accountID ?? ""),
            "IpPermissions": .array(rules.map { ["FromPort": $0["FromPort"] ?? 0, "IpProtocol": "tcp"] }),
            "Tags": tags(service, "group"), "_rules": .array(rules),
        ]
    }

    private mutating func queue(_ service: String, _ context: RowContext) -> Value {
        let name = "\(service)-\(pick(["created", "changed", "paid", "sent"]))-\(hex(4))"
        let arn = "arn:aws:sqs:\(context.region):\(context.accountID ?? ""):\(name)"
        return [
            "value": .string("https://sqs.\(context.region).amazonaws.com/\(context.accountID ?? "")/\(name)"),
            "_attributes": [
                "Attributes": [
                    "QueueArn": .string(arn), "ApproximateNumberOfMessages": "0", "MaximumMessageSize": "262144",
                    "ApproximateNumberOfMessagesNotVisible": "0", "ApproximateNumberOfMessagesDelayed": "0",
                    "CreatedTimestamp": .string(String(Int.random(in: 1_600_000_000...1_790_000_000, using: &random))),
                    "LastModifiedTimestamp": "1790000000", "VisibilityTimeout": "30", "DelaySeconds": "0",
                    "MessageRetentionPeriod": "345600", "ReceiveMessageWaitTimeSeconds": "20",
                    "RedrivePolicy": .string("{\"deadLetterTargetArn\":\"\(arn)-dead\",\"maxReceiveCount\":5}"),
                    "SqsManagedSseEnabled": "true",
                    "Policy": .string(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"\(arn)\"}]}"
                    ),
                ]
            ],
            "_tagset": ["ResourceARN": .string(arn), "Tags": tags(service, name)],
        ]
    }

    private mutating func database(_ service: String, _ context: RowContext) -> Value {
        let name = "\(service)-\(hex(6))"
        let engine = pick(["postgres", "aurora-mysql", "mariadb"])
        let arn = "arn:aws:rds:\(context.region):\(context.accountID ?? "")"
        return [
            "DBInstanceIdentifier": .string(name), "DBInstanceClass": .string(pick(["db.r6g.large", "db.t4g.medium"])),
            "Engine": .string(engine), "DBInstanceStatus": "available", "MasterUsername": "root",
            "Endpoint": [
                "Address": .string("\(name).c\(hex(11)).\(context.region).rds.amazonaws.com"),
                "Port": engine == "postgres" ? 5432 : 3306, "HostedZoneId": "Z2R2ITUGPM61AM",
            ],
            "AllocatedStorage": 100, "InstanceCreateTime": .string(time()), "PreferredBackupWindow": "03:00-04:00",
            "BackupRetentionPeriod": 7, "DBSecurityGroups": [],
            "VpcSecurityGroups": [["VpcSecurityGroupId": id("sg"), "Status": "active"]],
            "DBParameterGroups": [
                ["DBParameterGroupName": .string("default.\(engine)"), "ParameterApplyStatus": "in-sync"]
            ],
            "AvailabilityZone": .string(context.region + pick(["a", "b", "c"])),
            "DBSubnetGroup": [
                "DBSubnetGroupName": "private", "DBSubnetGroupDescription": "Private subnets",
                "VpcId": "vpc-0a1b2c3d4e5f60718",
                "SubnetGroupStatus": "Complete",
                "Subnets": .array(
                    (1...3).map { number in
                        [
                            "SubnetIdentifier": .string("subnet-0fee1dead0000000\(number)"),
                            "SubnetAvailabilityZone": [
                                "Name": .string("\(context.region)\(["a", "b", "c"][number - 1])")
                            ],
                            "SubnetOutpost": [:], "SubnetStatus": "Active",
                        ]
                    }),
            ],
            "PreferredMaintenanceWindow": "sun:05:00-sun:06:00", "PendingModifiedValues": [:],
            "LatestRestorableTime": .string(time()), "MultiAZ": true, "EngineVersion": "16.3",
            "AutoMinorVersionUpgrade": true, "ReadReplicaDBInstanceIdentifiers": [],
            "LicenseModel": "general-public-license",
            "OptionGroupMemberships": [["OptionGroupName": .string("default:\(engine)"), "Status": "in-sync"]],
            "PubliclyAccessible": false, "StorageType": "gp3", "DbInstancePort": 0, "StorageEncrypted": true,
            "KmsKeyId": .string("arn:aws:kms:\(context.region):\(context.accountID ?? ""):key/\(uuid())"),
            "DbiResourceId": .string("db-\(hex(26).uppercased())"), "CACertificateIdentifier": "rds-ca-rsa2048-g1",
            "DomainMemberships": [], "CopyTagsToSnapshot": true, "MonitoringInterval": 60,
            "DBInstanceArn": .string("\(arn):db:\(name)"), "IAMDatabaseAuthenticationEnabled": true,
            "PerformanceInsightsEnabled": true, "DeletionProtection": true, "AssociatedRoles": [],
            "TagList": tags(service, name), "CustomerOwnedIpEnabled": false, "NetworkType": "IPV4",
        ]
    }

    private mutating func tags(_ service: String, _ part: String) -> Value {
        let tags = [
            ("Name", "\(service)-\(part)-\(hex(5))"), ("Environment", pick(["production", "staging", "qa"])),
            ("Service", service), ("Owner", "team-\(service)"),
        ]
        return .array(tags.map { ["Key": .string($0.0), "Value": .string($0.1)] })
    }

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }

    private mutating func hex(_ count: Int) -> String {
        String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" })
    }

    private mutating func id(_ prefix: String) -> Value { .string("\(prefix)-0\(hex(16))") }

    private mutating func uuid() -> String { "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))" }

    private mutating func ip(_ first: String) -> String {
        "\(first).\((0..<3).map { _ in String(Int.random(in: 0...255, using: &random)) }.joined(separator: "."))"
    }

    private func dashed(_ address: String) -> String { address.split(separator: ".").joined(separator: "-") }

    private mutating func time() -> String {
        let seconds = Double.random(in: 1_600_000_000...1_790_000_000, using: &random).rounded()
        return Timestamp.text(Date(timeIntervalSince1970: seconds))
    }
}

/// Chance that is the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
