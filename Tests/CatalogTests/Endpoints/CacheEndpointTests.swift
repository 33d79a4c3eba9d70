import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Endpoints of caches")
struct CacheEndpointTests {
    private static func group(_ group: String, _ members: String) throws -> Rows {
        try Rows([
            "elasticache:DescribeReplicationGroups": [group], "elasticache:DescribeCacheClusters": [members],
        ])
    }

    @Test("with cluster mode on there is one configuration endpoint, then the nodes")
    func clusterModeOn() async throws {
        let rows = try Self.group("cluster-mode-on.xml", "cluster-mode-on-members.xml")
        let row = try await rows.row("elasticache-group", "orders-sessions")
        #expect(
            row.places.first == "configuration clustercfg.orders-sessions.x1y2z3.use1.cache.amazonaws.com:6379 redis")
        #expect(
            row.endpoints.dropFirst().map(\.address)
                == ["0001-001", "0001-002", "0002-001", "0002-002"].map {
                    "orders-sessions-\($0).orders-sessions.x1y2z3.use1.cache.amazonaws.com:6379"
                })
        #expect(Set(row.endpoints.dropFirst().map(\.role)) == ["node"])
        #expect(try rows.value("cluster_mode", of: row) == "on")
        #expect(try rows.value("shards", of: row) == 2)
        #expect(try rows.value("engine_version", of: row) == "7.1.0")
        #expect(try rows.value("groups", of: row) == ["sg-0cac4e00000000001"])
    }

    @Test("with cluster mode off there is a primary and a reader endpoint, then the nodes")
    func clusterModeOff() async throws {
        let rows = try Self.group("cluster-mode-off.xml", "cluster-mode-off-members.xml")
        let row = try await rows.row("elasticache-group", "payments-ledger")
        #expect(
            row.places == [
                "writer master.payments-ledger.x1y2z3.use1.cache.amazonaws.com:6379 valkey",
                "reader replica.payments-ledger.x1y2z3.use1.cache.amazonaws.com:6379 valkey",
                "node payments-ledger-001.payments-ledger.x1y2z3.use1.cache.amazonaws.com:6379 valkey",
                "node payments-ledger-002.payments-ledger.x1y2z3.use1.cache.amazonaws.com:6379 valkey",
                "node payments-ledger-003.payments-ledger.x1y2z3.use1.cache.amazonaws.com:6379 valkey",
            ])
        #expect(try rows.value("cluster_mode", of: row) == "off")
        #expect(try rows.value("tls", of: row) == true)
    }

    @Test("a group of one node has a primary and a reader endpoint all the same")
    func singleNode() async throws {
        let rows = try Self.group("single-node.xml", "single-node-members.xml")
        let row = try await rows.row("elasticache-group", "search-suggest")
        #expect(
            row.places == [
                "writer search-suggest.x1y2z3.ng.0001.use1.cache.amazonaws.com:6379 redis",
                "reader search-suggest-ro.x1y2z3.ng.0001.use1.cache.amazonaws.com:6379 redis",
                "node search-suggest-001.x1y2z3.0001.use1.cache.amazonaws.com:6379 redis",
            ])
    }

    @Test("nodes are known by their group where their clusters cannot be listed")
    func withoutMembers() async throws {
        let rows = try Rows(["elasticache:DescribeReplicationGroups": ["cluster-mode-off.xml"]])
        let row = try await rows.row("elasticache-group", "payments-ledger")
        #expect(row.endpoints.map(\.role) == ["writer", "reader", "node", "node", "node"])
    }

    @Test("a group that is being created has no endpoint")
    func creating() async throws {
        let rows = try Self.group("creating.xml", "creating.xml")
        #expect(try await rows.row("elasticache-group", "orders-queue").endpoints == [])
    }

    @Test("Memcached has a configuration endpoint and nodes")
    func memcached() async throws {
        let rows = try Rows(["elasticache:DescribeCacheClusters": ["memcached.xml"]])
        #expect(
            try await rows.row("elasticache-cluster", "catalog-pages").places == [
                "configuration catalog-pages.x1y2z3.cfg.use1.cache.amazonaws.com:11211 memcached",
                "node catalog-pages.x1y2z3.0001.use1.cache.amazonaws.com:11211 memcached",
                "node catalog-pages.x1y2z3.0002.use1.cache.amazonaws.com:11211 memcached",
                "node catalog-pages.x1y2z3.0003.use1.cache.amazonaws.com:11211 memcached",
            ])
    }

    @Test("a Redis node without a group is connected to itself")
    func standalone() async throws {
        let rows = try Rows(["elasticache:DescribeCacheClusters": ["redis-standalone.xml"]])
        let row = try await rows.row("elasticache-cluster", "legacy-locks")
        #expect(row.places == ["writer legacy-locks.x1y2z3.0001.use1.cache.amazonaws.com:6379 redis"])
        #expect(try rows.value("port", of: row) == 6379)
    }

    @Test("members of a group are no rows of their own, and nodes are asked for")
    func folded() async throws {
        let rows = try Rows([
            "elasticache:DescribeCacheClusters": ["cluster-mode-off-members.xml", "redis-standalone.xml"]
        ])
        #expect(try await rows.of("elasticache-cluster").map(\.key.id) == ["legacy-locks"])
        let call = try #require(rows.aws.calls.first { $0.operation.operation == "DescribeCacheClusters" })
        #expect(call.input["ShowCacheNodeInfo"] == true)
    }

    @Test("serverless caches have an endpoint, and a reader where the engine has one")
    func serverless() async throws {
        let rows = try Rows([
            "elasticache:DescribeServerlessCaches": ["valkey.xml", "memcached.xml", "creating.xml"]
        ])
        #expect(
            try await rows.row("elasticache-serverless", "catalog-hot").places == [
                "writer catalog-hot-x1y2z3.serverless.use1.cache.amazonaws.com:6379 valkey",
                "reader catalog-hot-x1y2z3.serverless.use1.cache.amazonaws.com:6380 valkey",
            ])
        #expect(
            try await rows.row("elasticache-serverless", "search-facets").places == [
                "writer search-facets-x1y2z3.serverless.use1.cache.amazonaws.com:11211 memcached"
            ])
        #expect(try await rows.row("elasticache-serverless", "checkout-rates").endpoints == [])
    }

    @Test("tags come from the tagging service")
    func tags() async throws {
        let rows = try Rows([
            "elasticache:DescribeCacheClusters": ["redis-standalone.xml"],
            "resourcegroupstaggingapi:GetResources": ["legacy-locks.json", "catalog-pages.json"],
        ])
        let row = try await rows.row("elasticache-cluster", "legacy-locks")
        #expect(row.tags.isEmpty == false)
        let call = try #require(rows.aws.calls.first { $0.operation.operation == "GetResources" })
        #expect(call.input["ResourceTypeFilters"] == ["elasticache:cluster"])
    }

    @Test("a MemoryDB cluster has a configuration endpoint and the nodes of its shards")
    func memoryDB() async throws {
        let rows = try Rows(outputs: [
            "memorydb:DescribeClusters": { _ in
                [
                    "Clusters": [
                        [
                            "Name": "carts", "Status": "available", "Engine": "valkey", "NumberOfShards": 2,
                            "AvailabilityMode": "MultiAZ", "ARN": "arn:aws:memorydb:us-east-1:1:cluster/carts",
                            "ClusterEndpoint": ["Address": "clustercfg.carts.memorydb.amazonaws.com", "Port": 6379],
                            "Shards": [
                                Self.shard("0001", "2025-03-01T00:00:00Z"), Self.shard("0002", "2025-02-01T00:00:00Z"),
                            ],
                        ],
                        ["Name": "next", "Status": "creating", "NumberOfShards": 1, "AvailabilityMode": "singleaz"],
                    ]
                ]
            }
        ])
        let row = try await rows.row("memorydb", "carts")
        #expect(
            row.places == [
                "configuration clustercfg.carts.memorydb.amazonaws.com:6379 valkey",
                "node carts-0001.memorydb.amazonaws.com:6379 valkey",
                "node carts-0002.memorydb.amazonaws.com:6379 valkey",
            ])
        #expect(row.createdAt == Timestamp.parse("2025-02-01T00:00:00Z"))
        #expect(try rows.value("multi_az", of: row) == true)
        #expect(try rows.value("nodes", of: row) == 2)
        let next = try await rows.row("memorydb", "next")
        #expect(next.endpoints == [])
        #expect(next.createdAt == nil)
        #expect(try rows.value("multi_az", of: next) == false)
        #expect(try rows.value("nodes", of: next) == .null)
        #expect(rows.aws.calls.first { $0.operation.service == "memorydb" }?.input["ShowShardDetails"] == true)
    }

    private static func shard(_ name: String, _ created: String) -> Value {
        [
            "Name": .string(name), "Slots": "0-8191",
            "Nodes": [
                [
                    "Name": .string("carts-\(name)"), "CreateTime": .string(created),
                    "Endpoint": ["Address": .string("carts-\(name).memorydb.amazonaws.com"), "Port": 6379],
                ]
            ],
        ]
    }
}
