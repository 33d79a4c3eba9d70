import Inventory
import Testing

@Suite("Questions")
struct FindQuestionTests {
    @Test(
        "What was typed is classified in the documented order",
        arguments: [
            ("", .nothing), ("  \u{0}\n ", .nothing),
            ("arn:aws:rds:eu-west-1:1:db:Orders", .arn("arn:aws:rds:eu-west-1:1:db:orders")),
            ("i-0ABCDEF123456789", .id("i-0abcdef123456789")), ("sg-12345678", .id("sg-12345678")),
            ("eipalloc-0123456789abcdef0", .id("eipalloc-0123456789abcdef0")), ("web-1", .words(["web-1"])),
            ("10.2.3.4", .address(IPAddress(.v4, 0x0A02_0304))),
            (" 10.2.3.4:5432 ", .address(IPAddress(.v4, 0x0A02_0304))),
            ("http://10.2.3.4/x", .address(IPAddress(.v4, 0x0A02_0304))), ("[::1]:80", .address(IPAddress(.v6, 1))),
            ("10.2.0.0/16", .network(IPNetwork(IPAddress(.v4, 0x0A02_0000), prefixLength: 16))),
            ("DB.example.com.", .host("db.example.com", port: nil, whole: "db.example.com.")),
            (
                "https://API.example.com:8443/x?y=1",
                .host("api.example.com", port: 8443, whole: "https://api.example.com:8443/x?y=1")
            ),
            ("redis-1:6379", .host("redis-1", port: 6379, whole: "redis-1:6379")),
            ("orders.csv", .host("orders.csv", port: nil, whole: "orders.csv")),
            (
                "jdbc:postgresql://db.example.com:5432/orders",
                .host("db.example.com", port: 5432, whole: "jdbc:postgresql://db.example.com:5432/orders")
            ),
            ("ann@example.com", .words(["ann@example.com"])), ("14.9", .words(["14.9"])),
            ("tag:Env=QA", .tag(key: "env", value: "qa")), ("tag:Owner", .tag(key: "owner", value: nil)),
            ("tag:a=b c=d", .tag(key: "a", value: "b c=d")), ("tag:", .words(["tag"])),
            ("What is the orders database in staging?", .words(["orders", "database", "staging"])),
            ("where is the orders endpoint", .words(["orders"])), ("the endpoint", .words(["endpoint"])),
            ("what is the", .words(["what", "is", "the"])), ("the", .words(["the"])),
            ("Orders  DB", .words(["orders", "db"])), ("a..b", .words(["a..b"])),
        ] as [(String, FindQuestion)])
    func classes(_ text: String, _ question: FindQuestion) { #expect(FindQuestion(text) == question) }

    @Test("A question has a bound")
    func bounds() {
        #expect(FindQuestion(String(repeating: "a ", count: 5000)) == .words(Array(repeating: "a", count: 10)))
    }

    private static let kinds = KindSet(
        kinds: [
            Samples.kind("ec2", [Samples.column("engine", .text)]), Samples.kind("rds-cluster", []),
        ], views: [])
    private static let id = "i-0abcdef1234567890"

    @Test(
        "An id is found in whatever it was pasted with",
        arguments: [
            "\"i-0abcdef1234567890\",", "[i-0abcdef1234567890]", "i-0abcdef1234567890,", "instance/i-0abcdef1234567890",
            "\"InstanceId\": \"I-0ABCDEF1234567890\",", "InstanceId=i-0abcdef1234567890;", "`i-0abcdef1234567890`",
            "(i-0abcdef1234567890)", "“i-0abcdef1234567890”.",
            "aws ec2 describe-instances --instance-ids i-0abcdef1234567890",
            "who uses i-0abcdef1234567890?", "{\"InstanceId\":\"i-0abcdef1234567890\"}",
            "https://eu-west-1.console.aws.amazon.com/ec2/home?region=x#InstanceDetails:instanceId=i-0abcdef1234567890",
            "https://us-east-1.console.aws.amazon.com/ec2/home#Instances:v=3;instanceId%3Di-0abcdef1234567890",
            "https://wiki.example.com/hosts/i-0abcdef1234567890/notes", "vpc-12345678/i-0abcdef1234567890",
        ])
    func pastedIDs(_ text: String) {
        #expect(FindReadings(text, kinds: Self.kinds).questions[0] == .id(Self.id))
    }

    @Test(
        "Addresses, networks, hosts and ARNs too",
        arguments: [
            ("Which account owns 10.10.128.26?", .address(IPAddress(.v4, 0x0A0A_801A))),
            ("ssh ec2-user@10.10.128.26", .address(IPAddress(.v4, 0x0A0A_801A))),
            ("\"host\":\"10.10.128.26\",", .address(IPAddress(.v4, 0x0A0A_801A))),
            ("from 10.2.0.0/16,", .network(IPNetwork(IPAddress(.v4, 0x0A02_0000), prefixLength: 16))),
            ("10.10.128.*", .network(IPNetwork(IPAddress(.v4, 0x0A0A_8000), prefixLength: 24))),
            ("10.2.*.*", .network(IPNetwork(IPAddress(.v4, 0x0A02_0000), prefixLength: 16))),
            (
                "https://pay.shop.example.com/a path with spaces?x=1 2",
                .host("pay.shop.example.com", port: nil, whole: "https://pay.shop.example.com/a")
            ),
            (
                "<https://pay.shop.example.com/a>",
                .host("pay.shop.example.com", port: nil, whole: "https://pay.shop.example.com/a")
            ),
            ("\"db.example.com\",", .host("db.example.com", port: nil, whole: "db.example.com")),
            ("where is db.example.com?", .host("db.example.com", port: nil, whole: "db.example.com")),
            (
                "mongosh \"mongodb://db.example.com:27017/?tls=true\"",
                .host("db.example.com", port: 27017, whole: "mongodb://db.example.com:27017/?tls=true")
            ),
            (
                "Resource: \"arn:aws:sqs:eu-west-1:1:jobs\",", .arn("arn:aws:sqs:eu-west-1:1:jobs")
            ),
            (
                "https://console.aws.amazon.com/x#/stacks?stackId=arn%3Aaws%3Acloudformation%3Aeu-west-1%3A1%3Astack%2Fweb",
                .arn("arn:aws:cloudformation:eu-west-1:1:stack/web")
            ),
            ("arn:aws:s3:::my.bucket/key", .arn("arn:aws:s3:::my.bucket/key")),
            (
                "http://127.0.0.1:5000/production/us-east-1/rds-cluster/Orders%2FMain?x#y",
                .resource(
                    ResourceKey(account: "production", region: "us-east-1", kind: "rds-cluster", id: "Orders/Main"))
            ),
            (
                "https://console.aws.amazon.com/rds/home?region=x#database:id=orders-main;is-cluster=true",
                .names(["true", "orders-main"])
            ),
            ("[i-0abcdef1234567890, i-12345678]", .names(["i-0abcdef1234567890", "i-12345678"])),
            ("tag:Team = core", .tag(key: "team", value: "core")),
            ("tag: Team=\"core\"", .tag(key: "team", value: "core")),
            ("orders-*", .pattern("orders-*")), ("state:running", .filter("state:running")),
            ("engine:postgres orders", .filter("engine:postgres orders")), ("port:5432", .filter("port:5432")),
            ("stat:running", .words(["stat:running"])),
            ("redis-1:6379", .host("redis-1", port: 6379, whole: "redis-1:6379")),
            ("(orders) database,", .words(["orders", "database"])), ("What runs in staging?", .words(["staging"])),
            ("which account has orders", .words(["orders"])), ("orders account", .words(["orders", "account"])),
        ] as [(String, FindQuestion)])
    func pasted(_ text: String, _ question: FindQuestion) {
        #expect(FindReadings(text, kinds: Self.kinds).questions[0] == question)
    }

    @Test(
        "A host in a command is asked for when the words of the command stand nowhere",
        arguments: [
            "psql -h db.example.com -p 5432", "redis-cli -h db.example.com -p 6379 --tls", "scp x ann@db.example.com:",
        ])
    func commands(_ text: String) {
        let hosts = FindReadings(text, kinds: Self.kinds).questions.compactMap { question in
            if case .host(let host, _, _) = question { host } else { nil }
        }
        #expect(hosts == ["db.example.com"])
    }

    @Test("What is no name in a question may be one elsewhere, and then is left out")
    func chatter() {
        #expect(FindReadings("orders account").questions == [.words(["orders", "account"]), .words(["orders"])])
    }

    @Test("A text has few readings, however long it is")
    func manyReadings() {
        let text = (0..<400).map { "i-\(10_000_000 + $0)" }.joined(separator: " ")
        #expect(FindReadings(text, kinds: Self.kinds).questions.count <= 7)
    }
}
