import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Endpoints of file systems, search domains and serverless warehouses")
struct StoreEndpointTests {
    @Test("a workgroup has an endpoint, its own host name and its private addresses")
    func workgroups() async throws {
        let rows = try Rows([
            "redshift-serverless:ListWorkgroups": ["workgroup.json", "custom-domain.json", "creating.json"],
            "redshift-serverless:ListNamespaces": ["sales.json"],
            "resourcegroupstaggingapi:GetResources": ["stores.json"],
        ])
        #expect(
            try await rows.row("redshift-serverless", "reports").places == [
                "public reports.123456789012.us-east-1.redshift-serverless.amazonaws.com:5440 redshift",
                "custom reports.shop.example.com:5440 redshift", "private 10.0.131.20:5440 redshift",
            ])
        let adHoc = try await rows.row("redshift-serverless", "ad-hoc")
        #expect(
            adHoc.places == [
                "private ad-hoc.123456789012.us-east-1.redshift-serverless.amazonaws.com:5439 redshift"
            ])
        #expect(adHoc.tag("Service") == "analytics")
        #expect(try rows.value("database", of: adHoc) == "sales")
        #expect(try rows.value("capacity", of: adHoc) == "8 – ∞")
        let creating = try await rows.row("redshift-serverless", "ad-hoc-next")
        #expect(creating.endpoints == [])
        #expect(creating.state == "CREATING")
        #expect(try rows.value("database", of: creating) == .null)
        #expect(try rows.value("port", of: creating) == .null)
    }

    /// `fs-1` with two mount targets, `fs-2` with none yet; targets of `fs-3` may not be read.
    private static func fileSystems() throws -> Rows {
        @Sendable func system(_ id: String, _ targets: Int) -> Value {
            [
                "FileSystemId": .string(id), "LifeCycleState": "available", "NumberOfMountTargets": .integer(targets),
                "FileSystemArn": .string("arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/\(id)"),
                "SizeInBytes": ["Value": 6144], "Tags": [["Key": "Name", "Value": .string("name of \(id)")]],
            ]
        }
        return try Rows(outputs: [
            "efs:DescribeFileSystems": { _ in
                ["FileSystems": [system("fs-1", 2), system("fs-2", 0), system("fs-3", 1)]]
            },
            "efs:DescribeMountTargets": { input throws(APIError) in
                guard input["FileSystemId"] == "fs-1" else { throw APIError(.denied, "no") }
                return [
                    "MountTargets": [
                        [
                            "FileSystemId": "fs-1", "IpAddress": "10.0.1.4", "LifeCycleState": "available",
                            "AvailabilityZoneName": "us-east-1a", "SubnetId": "subnet-1", "VpcId": "vpc-1",
                        ],
                        [
                            "FileSystemId": "fs-1", "Ipv6Address": "2001:db8::4", "LifeCycleState": "creating",
                            "AvailabilityZoneName": "us-east-1b", "SubnetId": "subnet-2", "VpcId": "vpc-1",
                        ],
                    ]
                ]
            },
            "efs:DescribeAccessPoints": { _ in
                [
                    "AccessPoints": [
                        [
                            "AccessPointId": "fsap-1", "FileSystemId": "fs-1", "Name": "media",
                            "RootDirectory": ["Path": "/media"],
                        ],
                        ["AccessPointId": "fsap-2", "FileSystemId": "fs-1"],
                    ]
                ]
            },
        ])
    }

    @Test("a file system is mounted by its name, then by the addresses of its targets")
    func mounts() async throws {
        let rows = try Self.fileSystems()
        let row = try await rows.row("efs", "fs-1")
        #expect(
            row.places == [
                "private fs-1.efs.us-east-1.amazonaws.com:2049 nfs", "node 10.0.1.4:2049 nfs",
                "node [2001:db8::4]:2049 nfs",
            ])
        #expect(row.name == "name of fs-1")
        #expect(
            try rows.value("mount_targets", of: row)
                == ["us-east-1a 10.0.1.4 available", "us-east-1b 2001:db8::4 creating"])
        #expect(try rows.value("access_points", of: row) == ["fsap-1 media /media", "fsap-2  "])
        #expect(try rows.value("vpc", of: row) == "vpc-1")
    }

    @Test("a file system without mount targets has nowhere to connect to, and is not asked for them")
    func unmounted() async throws {
        let rows = try Self.fileSystems()
        #expect(try await rows.row("efs", "fs-2").endpoints == [])
        #expect(!rows.aws.calls.contains { $0.input["FileSystemId"] == "fs-2" })
    }

    @Test("targets that may not be read leave the name, and the row says so")
    func deniedTargets() async throws {
        let rows = try Self.fileSystems()
        let row = try await rows.row("efs", "fs-3")
        #expect(row.places == ["private fs-3.efs.us-east-1.amazonaws.com:2049 nfs"])
        #expect(row.problems == [RowProblem(call: "DescribeMountTargets", code: .denied)])
        #expect(try rows.value("mount_targets", of: row) == .null)
    }

    /// Seven domains, so that two calls are made, each a way in which a domain can be.
    private static func domains() throws -> Rows {
        let domains: [String: Object] = [
            "public": ["Endpoint": "search-public-1.us-east-1.es.amazonaws.com", "EngineVersion": "OpenSearch_2.17"],
            "network": [
                "Endpoints": ["vpc": "vpc-network-1.us-east-1.es.amazonaws.com"], "VPCOptions": ["VPCId": "vpc-1"],
                "DomainProcessingStatus": "Modifying",
            ],
            "named": [
                "Endpoint": "search-named-1.us-east-1.es.amazonaws.com",
                "DomainEndpointOptions": ["CustomEndpointEnabled": true, "CustomEndpoint": "search.example.com"],
            ],
            "unnamed": [
                "Endpoint": "search-unnamed-1.us-east-1.es.amazonaws.com",
                "DomainEndpointOptions": ["CustomEndpointEnabled": false, "CustomEndpoint": "old.example.com"],
            ],
            "creating": ["Created": false, "Processing": true],
            "deleting": ["Deleted": true, "Processing": true],
        ]
        return try Rows(outputs: [
            "opensearch:ListDomainNames": { _ in
                let names = (domains.keys + ["vanished"]).sorted()
                return ["DomainNames": .array(names.map { ["DomainName": .string($0), "EngineType": "OpenSearch"] })]
            },
            "opensearch:DescribeDomains": { input in
                let asked = input["DomainNames"]?.array ?? []
                return [
                    "DomainStatusList": .array(
                        asked.compactMap { name in
                            guard var domain = name.string.flatMap({ domains[$0] }) else { return nil }
                            domain["DomainName"] = name
                            if domain["Created"] == nil { domain["Created"] = true }
                            return .object(domain)
                        })
                ]
            },
        ])
    }

    @Test(
        "a domain is connected to by its own name, in its network, or on the internet",
        arguments: [
            ("public", "Active", ["public search-public-1.us-east-1.es.amazonaws.com:443 https"]),
            ("network", "Modifying", ["private vpc-network-1.us-east-1.es.amazonaws.com:443 https"]),
            (
                "named", "Active",
                [
                    "custom search.example.com:443 https",
                    "public search-named-1.us-east-1.es.amazonaws.com:443 https",
                ]
            ),
            ("unnamed", "Active", ["public search-unnamed-1.us-east-1.es.amazonaws.com:443 https"]),
            ("creating", "Creating", []), ("deleting", "Deleting", []), ("vanished", nil, []),
        ] as [(String, String?, [String])])
    func domain(_ id: String, _ state: String?, _ places: [String]) async throws {
        let rows = try Self.domains()
        let row = try await rows.row("opensearch", id)
        #expect(row.places == places)
        #expect(row.state == state)
        #expect(row.arn == "arn:aws:es:us-east-1:123456789012:domain/\(id)")
        let sizes = rows.aws.calls.compactMap { $0.input["DomainNames"]?.array?.count }
        #expect(sizes == [5, 2])
    }

    @Test("a domain's version is told without its engine's name, and its dashboards have an address")
    func domainColumns() async throws {
        let rows = try Self.domains()
        let row = try await rows.row("opensearch", "public")
        #expect(try rows.value("engine_version", of: row) == "2.17")
        #expect(
            try rows.value("dashboards", of: row) == "https://search-public-1.us-east-1.es.amazonaws.com/_dashboards")
        #expect(try rows.value("zone_count", of: row) == 1)
        let gone = try await rows.row("opensearch", "vanished")
        for column in ["dashboards", "engine_version", "zone_count", "nodes", "masters"] {
            #expect(try rows.value(column, of: gone) == .null, "\(column)")
        }
    }
}
