import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Kinds of images and templates")
struct ImageKindTests {
    private static func rows() throws -> Rows {
        try Rows(outputs: [
            "ec2:DescribeImages": { _ in
                [
                    "Images": [
                        [
                            "ImageId": "ami-1", "Name": "base-2025", "State": "available", "Public": false,
                            "CreationDate": "2025-05-03T04:12:09.000Z", "Architecture": "arm64",
                            "RootDeviceType": "ebs", "DeregistrationProtection": "enabled-with-cooldown",
                            "BlockDeviceMappings": [
                                ["Ebs": ["SnapshotId": "snap-1", "VolumeSize": 8, "Encrypted": true]],
                                ["Ebs": ["SnapshotId": "snap-2", "VolumeSize": 100, "Encrypted": false]],
                                ["VirtualName": "ephemeral0"],
                            ],
                            "Tags": [["Key": "Name", "Value": "base"]],
                        ],
                        [
                            "ImageId": "ami-2", "Name": "old", "State": "disabled",
                            "DeprecationTime": "2024-01-01T00:00:00.000Z",
                        ],
                        ["ImageId": "ami-3", "State": "pending", "RootDeviceType": "ebs", "BlockDeviceMappings": []],
                    ]
                ]
            },
            "ec2:DescribeInstances": { _ in
                [
                    "Reservations": [
                        [
                            "Instances": [
                                ["InstanceId": "i-1", "ImageId": "ami-1"],
                                [
                                    "InstanceId": "i-2", "ImageId": "ami-1",
                                    "Tags": [["Key": "aws:ec2launchtemplate:id", "Value": "lt-1"]],
                                ],
                                ["InstanceId": "i-3", "ImageId": "ami-public"],
                            ]
                        ]
                    ]
                ]
            },
            "ec2:DescribeLaunchTemplates": { _ in
                [
                    "LaunchTemplates": [
                        [
                            "LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "DefaultVersionNumber": 3,
                            "LatestVersionNumber": 5, "CreateTime": "2024-01-01T00:00:00Z",
                        ],
                        [
                            "LaunchTemplateId": "lt-2", "LaunchTemplateName": "bare", "DefaultVersionNumber": 1,
                            "LatestVersionNumber": 1,
                        ],
                    ]
                ]
            },
            "ec2:DescribeLaunchTemplateVersions": { _ in
                [
                    "LaunchTemplateVersions": [
                        version("lt-1", 3, isDefault: true, ["ImageId": "ami-1", "SecurityGroupIds": ["sg-1"]]),
                        version(
                            "lt-1", 5, isDefault: false, ["ImageId": "ami-2", "SecurityGroupIds": ["sg-1", "sg-2"]]),
                        version(
                            "lt-2", 1, isDefault: true,
                            [
                                "UserData": "(withheld)", "IamInstanceProfile": ["Name": "worker"],
                                "NetworkInterfaces": [["Groups": ["sg-3"]], ["Groups": ["sg-4"]]],
                                "MetadataOptions": ["HttpTokens": "optional"],
                            ]),
                    ]
                ]
            },
            "autoscaling:DescribeAutoScalingGroups": { _ in
                [
                    "AutoScalingGroups": [
                        ["AutoScalingGroupName": "web", "LaunchTemplate": ["LaunchTemplateId": "lt-1"]],
                        [
                            "AutoScalingGroupName": "mixed",
                            "MixedInstancesPolicy": [
                                "LaunchTemplate": ["LaunchTemplateSpecification": ["LaunchTemplateId": "lt-1"]]
                            ],
                        ],
                        ["AutoScalingGroupName": "old", "LaunchConfigurationName": "old"],
                    ]
                ]
            },
            "ec2:DescribeSnapshots": { _ in
                ["Snapshots": [["SnapshotId": "snap-1"], ["SnapshotId": "snap-9"]]]
            },
        ])
    }

    private static func version(_ id: String, _ number: Int, isDefault: Bool, _ data: Value) -> Value {
        [
            "LaunchTemplateId": .string(id), "VersionNumber": .integer(number), "DefaultVersion": .bool(isDefault),
            "LaunchTemplateData": data, "CreateTime": .string("2025-0\(number)-01T00:00:00Z"),
        ]
    }

    @Test("an image counts the instances that were started from it")
    func image() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("ami", "ami-1")
        #expect(row.name == "base")
        #expect(row.arn == "arn:aws:ec2:us-east-1::image/ami-1")
        for (column, value) in [
            ("used_by", 2), ("instances", ["i-1", "i-2"]), ("templates", ["lt-1"]),
            ("snapshots", ["snap-1", "snap-2"]),
            ("size", .integer(108 << 30)), ("encrypted", false), ("protected", true), ("image_name", "base-2025"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let old = try await rows.row("ami", "ami-2")
        #expect(old.name == "old")
        #expect(try rows.value("deprecated_at", of: old) == "2024-01-01T00:00:00Z")
        #expect(try rows.value("used_by", of: old) == 0)
        #expect(try rows.value("templates", of: old) == ["lt-1"], "its latest version")
        let new = try await rows.row("ami", "ami-3")
        #expect(new.name == "ami-3")
        #expect(try rows.value("snapshots", of: new) == [])
    }

    @Test("only own images are listed, deprecated and disabled ones too")
    func owners() async throws {
        let rows = try Self.rows()
        _ = try await rows.of("ami")
        let call = try #require(rows.aws.calls.first { $0.operation.operation == "DescribeImages" })
        #expect(call.input["Owners"] == ["self"])
        #expect(call.input["IncludeDeprecated"] == true)
        #expect(call.input["IncludeDisabled"] == true)
    }

    @Test("a snapshot leads to the images that are made of it")
    func snapshot() async throws {
        let rows = try Self.rows()
        #expect(try rows.value("images", of: try await rows.row("snapshots", "snap-1")) == ["ami-1"])
        #expect(try rows.value("images", of: try await rows.row("snapshots", "snap-9")) == [])
    }

    @Test("a template is what its default version says, and names who uses it")
    func template() async throws {
        let rows = try Self.rows()
        let row = try await rows.row("launch-template", "lt-1")
        #expect(row.name == "web")
        for (column, value) in [
            ("default_version", 3), ("latest_version", 5), ("image", "ami-1"), ("latest_image", "ami-2"),
            ("groups", ["sg-1"]), ("autoscale", ["mixed", "web"]), ("instances", ["i-2"]), ("user_data", false),
            ("changed_at", "2025-05-01T00:00:00Z"),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
        let bare = try await rows.row("launch-template", "lt-2")
        for (column, value) in [
            ("image", nil), ("latest_image", nil), ("groups", ["sg-3", "sg-4"]), ("profile", "worker"),
            ("imdsv2", false), ("user_data", true), ("autoscale", []),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: bare) == value, "\(column)")
        }
    }

    @Test("a group of instances leads to its template, whichever way it names it")
    func groups() async throws {
        let rows = try Self.rows()
        for (name, template) in [("web", "lt-1"), ("mixed", "lt-1"), ("old", nil)] as [(String, Value)] {
            #expect(try rows.value("template", of: try await rows.row("autoscale", name)) == template)
        }
    }
}
