import Document
import Inventory
import Testing

@Suite("What to paste to connect")
struct PasteTests {
    @Test(
        "Each protocol has its own",
        arguments: [
            (
                "postgres", 5432, "writer",
                ["psql -h db.x -p 5432", "jdbc:postgresql://db.x:5432/", "postgresql://db.x:5432/"]
            ),
            (
                "aurora-postgresql", 5433, "reader",
                ["psql -h db.x -p 5433", "jdbc:postgresql://db.x:5433/", "postgresql://db.x:5433/"]
            ),
            (
                "aurora-mysql", 3306, "writer",
                ["mysql -h db.x -P 3306", "jdbc:mysql://db.x:3306/", "mysql://db.x:3306/"]
            ),
            ("mariadb", 3306, "writer", ["mariadb -h db.x -P 3306", "jdbc:mariadb://db.x:3306/"]),
            ("sqlserver-se", 1433, "writer", ["sqlcmd -S tcp:db.x,1433", "jdbc:sqlserver://db.x:1433"]),
            ("redshift", 5439, "private", ["psql -h db.x -p 5439", "jdbc:redshift://db.x:5439/"]),
            ("redis", 6379, "writer", ["redis-cli -h db.x -p 6379", "redis://db.x:6379"]),
            ("valkey", 6379, "configuration", ["redis-cli -h db.x -p 6379 -c", "redis://db.x:6379"]),
            ("memcached", 11211, "configuration", ["telnet db.x 11211"]),
            ("mongodb", 27017, "writer", ["mongosh --host db.x --port 27017 --tls", "mongodb://db.x:27017/?tls=true"]),
            ("HTTPS", 443, "public", ["https://db.x/"]), ("HTTP", 8080, "public", ["http://db.x:8080/"]),
            ("wss", 443, "custom", ["wss://db.x/"]), ("TCP", 5671, "private", ["nc -vz db.x 5671"]),
            ("nfs", 2049, "private", ["mount -t nfs4 -o nfsvers=4.1 db.x:/ /mnt"]),
            ("ssh", nil, "private", ["ssh db.x"]), ("rdp", nil, "private", ["mstsc /v:db.x"]),
            ("postgres", nil, "writer", []), ("carrier-pigeon", 1, "writer", []), (nil, 80, "public", []),
        ] as [(String?, Int?, String, [String])])
    func protocols(scheme: String?, port: Int?, role: String, wanted: [String]) {
        let endpoint = Endpoint(role: role, host: "db.x", port: port, scheme: scheme)
        #expect(endpoint.pastes().map(\.text) == wanted)
    }

    @Test("Encryption that is demanded is asked for")
    func encryption() {
        let cache = Endpoint(role: "writer", host: "c.x", port: 6379, scheme: "redis")
        #expect(cache.pastes(isEncrypted: true).map(\.text) == ["redis-cli -h c.x -p 6379 --tls", "rediss://c.x:6379"])
        let kind = Samples.kind("cache", [Samples.column("tls", .bool)])
        #expect(
            Samples.row("cache", "c", columns: [true]).pastes(for: cache, kind: kind).first?.text.hasSuffix("--tls")
                == true)
        #expect(
            Samples.row("cache", "c", columns: [false]).pastes(for: cache, kind: kind).first?.text.hasSuffix("--tls")
                == false)
    }

    @Test("IPv6 stands in brackets where a port follows")
    func six() {
        let endpoint = Endpoint(role: "private", host: "2001:db8::1", port: 5432, scheme: "postgres")
        #expect(endpoint.pastes().map(\.text).contains("postgresql://[2001:db8::1]:5432/"))
    }

    @Test(
        "A host that a shell would mind gives nothing to paste",
        arguments: ["$(reboot).x", "a b.x", "a;b.x", "-h.x", "a'.x", "a`b`.x", "a|b.x", "", "a\nb.x", "é.x"])
    func hostile(host: String) {
        #expect(Endpoint(role: "writer", host: host, port: 5432, scheme: "postgres").pastes().isEmpty)
        #expect(
            Endpoint(role: "url", host: "https://\(host)/", port: nil, scheme: "https").pastes().isEmpty || host.isEmpty
                || host == "-h.x")
    }

    @Test("A URL with a user in it is not repeated")
    func secrets() {
        #expect(Endpoint(role: "url", host: "https://me:secret@h.x/", port: nil, scheme: "https").pastes().isEmpty)
        #expect(
            Endpoint(role: "url", host: "https://sqs.x/1/jobs", port: nil, scheme: "sqs").pastes().map(\.text) == [
                "https://sqs.x/1/jobs"
            ])
    }
}
