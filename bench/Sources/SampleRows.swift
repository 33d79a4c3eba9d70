import Document
import FoundationEssentials
import Inventory

/// Instances as AWS describes them, about 1.5 KB of JSON each.
enum SampleRows {
    static func document(_ number: Int) -> Value {
        let id = String(number, radix: 16)
        let padded = String(repeating: "0", count: max(0, 17 - id.count)) + id
        let tags: [(String, String)] = [
            ("Name", "orders-web-\(number)"), ("Environment", number % 3 == 0 ? "production" : "staging"),
            ("Service", "orders"), ("Owner", "team-orders"), ("Schedule", "office-hours"),
        ]
        return [
            "InstanceId": .string("i-\(padded)"), "ImageId": "ami-0c02fb55956c7d316", "InstanceType": "m7g.large",
            "State": ["Code": 16, "Name": "running"], "LaunchTime": "2026-05-01T08:15:30Z",
            "PrivateIpAddress": .string("10.\(number / 62_500 % 250).\(number / 250 % 250).\(number % 250 + 1)"),
            "PublicDnsName": .string("ec2-203-0-\(number / 250 % 250)-\(number % 250 + 1).compute-1.amazonaws.com"),
            "PrivateDnsName": .string("ip-10-0-\(number / 250 % 250)-\(number % 250 + 1).ec2.internal"),
            "KeyName": "ops-2026", "Architecture": "arm64", "VpcId": "vpc-0a1b2c3d4e5f60718",
            "SubnetId": "subnet-0fee1dead0000000a",
            "Placement": ["AvailabilityZone": "us-east-1a", "Tenancy": "default", "GroupName": ""],
            "SecurityGroups": [
                ["GroupId": "sg-00000000000000001", "GroupName": "orders-app"],
                ["GroupId": "sg-00000000000000002", "GroupName": "orders-admin"],
            ],
            "BlockDeviceMappings": [
                [
                    "DeviceName": "/dev/xvda",
                    "Ebs": [
                        "VolumeId": .string("vol-\(padded)"), "Status": "attached",
                        "AttachTime": "2026-05-01T08:15:31Z", "DeleteOnTermination": true,
                    ],
                ]
            ],
            "NetworkInterfaces": [
                [
                    "NetworkInterfaceId": .string("eni-\(padded)"), "Status": "in-use", "SourceDestCheck": true,
                    "PrivateIpAddresses": [["Primary": true, "PrivateIpAddress": "10.0.0.1"]],
                ]
            ],
            "Tags": .array(tags.map { ["Key": .string($0.0), "Value": .string($0.1)] }),
        ]
    }

    /// A snapshot of `count` instances in one cell.
    static func snapshot(_ count: Int, kinds: KindSet) -> Snapshot {
        guard let kind = kinds.kind("ec2") else { Usage.fail("there is no kind ec2") }
        let context = RowContext(
            account: "production", region: "us-east-1", accountID: "123456789012")
        let key = CellKey(account: "production", region: "us-east-1", kind: "ec2")
        var cell = Cell(key: key, status: .fresh, fetchedAt: .now)
        var packer = RowPacker()
        for number in 0..<count { packer.append(kind.resource(from: document(number), in: context)) }
        cell.rows = packer.finish().sorted { $0.id < $1.id }
        return Snapshot(
            generation: 1, kinds: kinds, accounts: [AccountInfo(name: "production", regions: ["us-east-1"])],
            cells: [key: cell])
    }
}
