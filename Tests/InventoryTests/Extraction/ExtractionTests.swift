import Document
import Inventory
import JMESPath
import Testing

@Suite("Rows from documents")
struct ExtractionTests {
    let context = RowContext(account: "prod", region: "eu-west-1", accountID: "111122223333")

    func kind(_ change: (inout Kind) throws -> Void = { _ in }) throws -> Kind {
        var kind = Kind(
            name: "rds-instance", title: "RDS", isGlobal: false,
            list: Kind.Call(service: "rds", operation: "DescribeDBInstances", input: []),
            items: try Expression("DBInstances"), id: try Expression("DBInstanceIdentifier"))
        try change(&kind)
        return kind
    }

    @Test("a database that is being created has no endpoint, and gets one with its port later")
    func endpoints() throws {
        let kind = try kind {
            $0.endpoints = [
                .init(
                    each: nil, role: try Expression("'writer'"), host: try Expression("Endpoint.Address"),
                    port: try Expression("Endpoint.Port"), scheme: try Expression("Engine"))
            ]
        }
        let creating: Value = ["DBInstanceIdentifier": "orders", "Engine": "postgres"]
        #expect(kind.resource(from: creating, in: context).endpoints == [])
        let ready: Value = [
            "DBInstanceIdentifier": "orders", "Engine": "postgres",
            "Endpoint": ["Address": "orders.example.com.", "Port": 5432],
        ]
        let endpoint = try #require(kind.resource(from: ready, in: context).endpoints.first)
        #expect(endpoint == Endpoint(role: "writer", host: "orders.example.com", port: 5432, scheme: "postgres"))
        #expect(endpoint.address == "orders.example.com:5432")
    }

    @Test("a list of endpoints sees its element and, as _parent, the row; the same one twice is one")
    func endpointLists() throws {
        let kind = try kind {
            $0.endpoints = [
                .init(
                    each: try Expression("Listeners"), role: try Expression("'listener'"),
                    host: try Expression("_parent.DNS"), port: try Expression("Port"), scheme: nil),
                .init(
                    each: try Expression("IPs"), role: try Expression("'private'"), host: try Expression("value"),
                    port: nil, scheme: nil),
            ]
        }
        let row: Value = [
            "DNS": "lb.example.com", "Listeners": [["Port": 80], ["Port": 443], ["Port": 443], ["Port": 99999]],
            "IPs": ["10.0.0.1", nil, ""],
        ]
        #expect(
            kind.resource(from: row, in: context).endpoints.map(\.address) == [
                "lb.example.com:80", "lb.example.com:443", "lb.example.com", "10.0.0.1",
            ])
    }

    @Test("an ARN is made whole or not at all")
    func arns() throws {
        let kind = try kind { $0.arn = .format(.init(template: "arn:{partition}:rds:{region}:{account_id}:db:{id}")) }
        let row: Value = ["DBInstanceIdentifier": "orders"]
        #expect(kind.resource(from: row, in: context).arn == "arn:aws:rds:eu-west-1:111122223333:db:orders")
        let unknown = RowContext(account: "prod", region: "eu-west-1", accountID: nil)
        #expect(kind.resource(from: row, in: unknown).arn == nil)
        let global = RowContext(account: "prod", region: "global", accountID: "1", partition: .china)
        #expect(kind.resource(from: row, in: global).arn == "arn:aws-cn:rds::1:db:orders")
    }

    @Test("an ARN may name a column: the owner of what is shared")
    func sharedARNs() throws {
        let kind = try kind {
            $0.arn = .format(.init(template: "arn:{partition}:rds:{region}:{owner}:db:{id}"))
            $0.columns = [
                Column(
                    name: "owner", title: "Owner", help: "Who owns it.", value: try Expression("Owner"), form: .id,
                    unit: nil)
            ]
        }
        let row: Value = ["DBInstanceIdentifier": "orders", "Owner": "999988887777"]
        #expect(kind.resource(from: row, in: context).arn == "arn:aws:rds:eu-west-1:999988887777:db:orders")
        #expect(kind.resource(from: ["DBInstanceIdentifier": "orders"], in: context).arn == nil)
    }

    @Test("tags are read in every spelling; stack and environment come from them")
    func tags() throws {
        let kind = try kind { $0.tags = try Expression("T") }
        let lists: [Value] = [
            [["Key": "Env", "Value": "qa"], ["Key": "aws:cloudformation:stack-name", "Value": "net"]],
            [["key": "Env", "value": "qa"], ["TagKey": "aws:cloudformation:stack-name", "TagValue": "net"]],
            ["Env": "qa", "aws:cloudformation:stack-name": "net"],
        ]
        for list in lists {
            let resource = kind.resource(from: ["T": list], in: context)
            #expect(resource.environment == "qa")
            #expect(resource.stack == "net")
            #expect(resource.tag("Env") == "qa")
        }
        #expect(kind.resource(from: ["T": "odd"], in: context).tags == [])
        #expect(Inventory.Tag.read([["Key": "k"], ["Value": "v"], 3]) == [Inventory.Tag(key: "k", value: "")])
    }

    @Test("what has no id gets one from its document; a declared digest is of its own values")
    func identity() throws {
        let plain = try kind().resource(from: ["Other": 1], in: context)
        #expect(plain.key.id.hasPrefix("~"))
        #expect(plain.key.id == (try kind().resource(from: ["Other": 1], in: context)).key.id)
        #expect(plain.key.id != (try kind().resource(from: ["Other": 2], in: context)).key.id)
        let digest = try kind {
            $0.idDigest = [try Expression("Topic"), try Expression("Protocol"), try Expression("Endpoint")]
        }
        let row: Value = ["Topic": "t", "Protocol": "email", "Endpoint": "a@example.com"]
        // printf 't\nemail\na@example.com' | sha256sum
        #expect(digest.resource(from: row, in: context).key.id == "87c191bb49208dff")
    }

    @Test("a function that refuses what it finds gives null, not an error")
    func refusal() throws {
        let kind = try kind {
            $0.columns = [
                Column(
                    name: "n", title: "N", help: "N.", value: try Expression("length(Nothing)"), form: .integer,
                    unit: nil)
            ]
        }
        #expect(kind.resource(from: ["DBInstanceIdentifier": "x"], in: context).columns == [.null])
    }

    @Test("a console address encodes its values")
    func console() throws {
        let kind = try kind {
            $0.console = .init(template: "https://{region}.{console}/rds/home?region={region}#database:id={id}")
        }
        let resource = kind.resource(from: ["DBInstanceIdentifier": "a/b&c"], in: context)
        #expect(
            kind.consoleURL(of: resource, accountID: nil, partition: .standard)
                == "https://eu-west-1.console.aws.amazon.com/rds/home?region=eu-west-1#database:id=a%2Fb%26c")
    }
}

@Suite("Which environment")
struct EnvironmentRulesTests {
    func resource(name: String = "x", stack: String? = nil, tags: [Inventory.Tag] = [], account: String = "prod")
        -> Resource
    {
        var resource = Resource(
            key: ResourceKey(account: account, region: "r", kind: "k", id: "i"), name: name, tags: tags,
            raw: RawDocument(.null))
        resource.stack = stack
        return resource
    }

    @Test("the first rule that matches counts, then the account's default")
    func order() {
        let rules = EnvironmentRules(
            rules: [
                .tags(["environment", "env"]), .stack({ $0.hasPrefix("qa-") }, environment: "qa"),
                .name({ $0.hasSuffix("-staging") }, environment: "staging"),
            ], accountDefaults: ["prod": "production"])
        let tag = Inventory.Tag(key: "Env", value: "dev")
        #expect(rules.environment(of: resource(stack: "qa-1", tags: [tag])) == "dev")
        #expect(rules.environment(of: resource(stack: "qa-1", tags: [Inventory.Tag(key: "Env", value: "")])) == "qa")
        #expect(rules.environment(of: resource(name: "web-staging")) == "staging")
        #expect(rules.environment(of: resource()) == "production")
        #expect(rules.environment(of: resource(account: "other")) == nil)
    }
}
