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
            ("tag:a=b c=d", .tag(key: "a", value: "b c=d")), ("tag:", .words(["tag:"])),
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
}
