import Document
import Inventory

/// What AWS says about the sample company, in its own words.
enum SampleRows {
    static let all: [(CellKey, [Value])] = [
        (SampleSnapshot.key("production", "eu-west-1", "ec2"), instances),
        (SampleSnapshot.key("production", "us-east-1", "ec2"), [instance("i-0us1", "batch-1", "stopped", 4)]),
        (SampleSnapshot.key("qa_team", "eu-west-1", "ec2"), [instance("i-0qa1", "qa-web", "running", 9)]),
        (SampleSnapshot.key("a b", "eu-west-1", "ec2"), [instance("i-0hostile", SampleSnapshot.hostile, "running", 5)]),
        (SampleSnapshot.key("production", "eu-west-1", "sg"), groups),
        (SampleSnapshot.key("production", "eu-west-1", "rds-instance"), [database("orders-db", "available")]),
        (SampleSnapshot.key("qa_team", "eu-west-1", "rds-instance"), [database("qa-db", "storage-full")]),
        (SampleSnapshot.key("production", "eu-west-1", "dynamodb"), [table("orders"), table("orders.csv")]),
        (SampleSnapshot.key("production", "eu-west-1", "sqs"), [queue("orders"), queue("orders-dead")]),
        (SampleSnapshot.key("production", "eu-west-1", "cloudformation"), [stack("web"), stack("data.json")]),
        (SampleSnapshot.key("production", "global", "route53-zone"), [zone]),
        (SampleSnapshot.key("production", "global", "route53-record"), [record]),
        (SampleSnapshot.key("production", "eu-west-1", "cloudwatch"), [alarm]),
        (SampleSnapshot.key("production", "us-east-1", "acm"), [certificate]),
        (SampleSnapshot.key("production", "global", "cloudfront"), [distribution]),
    ]

    static let instances: [Value] =
        (1...12).map { instance("i-0web\($0 < 10 ? "0" : "")\($0)", "web-\($0)", $0 == 7 ? "stopped" : "running", $0) }
        + [instance("i-0spot", "", "terminated", 40)]

    static func instance(_ id: String, _ name: String, _ state: String, _ number: Int) -> Value {
        [
            "InstanceId": .string(id), "InstanceType": .string(number.isMultiple(of: 3) ? "m6i.large" : "t3.medium"),
            "State": ["Name": .string(state)], "Placement": ["AvailabilityZone": "eu-west-1a", "Tenancy": "default"],
            "PrivateIpAddress": .string("10.2.0.\(number)"), "PublicIpAddress": .string("54.1.2.\(number)"),
            "PublicDnsName": .string("ec2-54-1-2-\(number).eu-west-1.compute.amazonaws.com"),
            "PrivateDnsName": .string("ip-10-2-0-\(number).eu-west-1.compute.internal"), "VpcId": "vpc-0main",
            "SubnetId": "subnet-0a", "ImageId": "ami-0123456789",
            "LaunchTime": .string("2026-10-0\(number % 9 + 1)T08:00:00Z"),
            "SecurityGroups": [
                ["GroupId": "sg-0web", "GroupName": "web"], ["GroupId": "sg-0gone", "GroupName": "gone"],
            ],
            "Tags": name.isEmpty
                ? []
                : [
                    ["Key": "Name", "Value": .string(name)], ["Key": "Env", "Value": "prod"],
                    ["Key": "Owner", "Value": "platform"],
                ],
            "BlockDeviceMappings": .array((1...7).map { ["Ebs": ["VolumeId": .string("vol-0\($0)")]] }),
            "Monitoring": ["State": "disabled"],
            "_status": ["SystemStatus": ["Status": "ok"], "InstanceStatus": ["Status": "ok"]], "_target_groups": [],
        ]
    }

    static let groups: [Value] = [
        [
            "GroupId": "sg-0web", "GroupName": "web", "Description": "Web servers", "VpcId": "vpc-0main",
            "OwnerId": "111122223333",
            "_rules": [
                rule(
                    "sgr-1",
                    [
                        "CidrIpv4": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                        "Description": "HTTPS from everywhere",
                    ]),
                rule("sgr-2", ["CidrIpv6": "::/0", "IpProtocol": "tcp", "FromPort": 8000, "ToPort": 8100]),
                rule(
                    "sgr-3",
                    [
                        "ReferencedGroupInfo": ["GroupId": "sg-0db", "UserId": "111122223333"], "IpProtocol": "-1",
                        "FromPort": -1, "ToPort": -1,
                    ]),
                rule(
                    "sgr-4",
                    [
                        "ReferencedGroupInfo": ["GroupId": "sg-0web", "UserId": "111122223333"], "IpProtocol": "icmp",
                        "FromPort": -1, "ToPort": -1,
                    ]),
                rule("sgr-5", ["PrefixListId": "pl-0abc", "IpProtocol": "udp", "FromPort": 53, "ToPort": 53]),
                rule(
                    "sgr-6",
                    [
                        "ReferencedGroupInfo": ["GroupId": "sg-0other", "UserId": "999988887777"], "IpProtocol": "tcp",
                        "FromPort": 0, "ToPort": 65535, "Description": .string(SampleSnapshot.hostile),
                    ]),
                rule(
                    "sgr-7",
                    ["CidrIpv4": "0.0.0.0/0", "IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "IsEgress": true]),
            ], "_interfaces": [["InstanceId": "i-0web01", "Groups": ["sg-0web"]]],
        ],
        [
            "GroupId": "sg-0db", "GroupName": "db", "Description": "Databases", "VpcId": "vpc-0main",
            "IpPermissions": [
                [
                    "IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "UserIdGroupPairs": [["GroupId": "sg-0web"]],
                    "IpRanges": [["CidrIp": "10.0.0.0/8", "Description": "offices"]],
                ]
            ], "IpPermissionsEgress": [], "_rules": nil,
        ],
    ]

    private static func rule(_ id: String, _ members: Object) -> Value {
        var rule: Object = ["SecurityGroupRuleId": .string(id), "GroupId": "sg-0web", "IsEgress": false]
        for member in members { rule[member.key] = member.value }
        return .object(rule)
    }

    static func database(_ id: String, _ state: String) -> Value {
        [
            "DBInstanceIdentifier": .string(id), "DBInstanceStatus": .string(state), "Engine": "postgres",
            "EngineVersion": "16.3", "DBInstanceClass": "db.r6g.large", "AllocatedStorage": 200, "MultiAZ": true,
            "Endpoint": ["Address": .string("\(id).abc.eu-west-1.rds.amazonaws.com"), "Port": 5432],
            "DBInstanceArn": .string("arn:aws:rds:eu-west-1:111122223333:db:\(id)"), "PubliclyAccessible": false,
            "InstanceCreateTime": "2024-02-03T04:05:06Z", "AvailabilityZone": "eu-west-1b",
            "VpcSecurityGroups": [["VpcSecurityGroupId": "sg-0db", "Status": "active"]],
            "TagList": [["Key": "Env", "Value": "prod"]],
        ]
    }

    static func table(_ name: String) -> Value {
        [
            "value": .string(name),
            "_table": [
                "Table": [
                    "TableName": .string(name), "TableStatus": "ACTIVE", "ItemCount": 12345,
                    "TableSizeBytes": 1_572_864,
                    "TableArn": .string("arn:aws:dynamodb:eu-west-1:111122223333:table/\(name)"),
                    "KeySchema": [["AttributeName": "id", "KeyType": "HASH"]],
                    "CreationDateTime": "2025-01-01T00:00:00Z",
                ]
            ],
        ]
    }

    static func queue(_ name: String) -> Value {
        [
            "value": .string("https://sqs.eu-west-1.amazonaws.com/111122223333/\(name)"),
            "_attributes": [
                "Attributes": [
                    "ApproximateNumberOfMessages": "1234", "Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                    "MessageRetentionPeriod": "345600",
                    "VisibilityTimeout": "30",
                    "QueueArn": .string("arn:aws:sqs:eu-west-1:111122223333:\(name)"), "CreatedTimestamp": "1700000000",
                    "RedrivePolicy":
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:111122223333:orders-dead\",\"maxReceiveCount\":5}",
                ]
            ], "_sources": [],
        ]
    }

    static func stack(_ name: String) -> Value {
        [
            "StackName": .string(name), "StackStatus": "UPDATE_COMPLETE", "CreationTime": "2025-05-05T05:05:05Z",
            "StackId": .string("arn:aws:cloudformation:eu-west-1:111122223333:stack/\(name)/1"),
            "Outputs": [["OutputKey": "Url", "OutputValue": "https://example.com"]], "Description": "The web tier",
        ]
    }

    static let zone: Value = [
        "Id": "/hostedzone/Z0EXAMPLE", "Name": "example.com.", "ResourceRecordSetCount": 2,
        "Config": ["PrivateZone": false],
    ]

    static let record: Value = [
        "Name": "\\052.example.com.", "Type": "A",
        "AliasTarget": ["DNSName": "dualstack.lb-1.eu-west-1.elb.amazonaws.com.", "HostedZoneId": "Z1"],
        "_parent": ["Id": "/hostedzone/Z0EXAMPLE", "Name": "example.com.", "Config": ["PrivateZone": false]],
    ]

    /// A certificate that ends ten days from now.
    static let certificate: Value = [
        "CertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/7b1d9f30", "DomainName": "shop.example.com",
        "Status": "ISSUED", "NotAfter": "2026-11-28T12:00:00Z",
    ]

    static let distribution: Value = [
        "Id": "E1SHOP", "DomainName": "d111111abcdef8.cloudfront.net", "Status": "Deployed", "Enabled": true,
        "ViewerCertificate": ["ACMCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/7b1d9f30"],
    ]

    static let alarm: Value = [
        "AlarmName": "orders-age", "StateValue": "ALARM", "MetricName": "ApproximateAgeOfOldestMessage",
        "Namespace": "AWS/SQS", "StateUpdatedTimestamp": "2026-11-18T10:00:00Z", "StateReason": "Threshold Crossed",
        "AlarmArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-age",
    ]
}
