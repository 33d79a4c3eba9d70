import Document
import Foundation
import Inventory
import Testing

@Suite("Tables as Markdown and as lists of hosts")
struct TwinTests {
    private func table(_ names: [String], tags: [(String, String)] = []) throws -> Table {
        let kind = Samples.kind("ec2", [Samples.column("private_ip", .ip)])
        let rows = names.enumerated().map { index, name in
            Samples.row(
                "ec2", "i-\(index)", name: name, tags: tags, columns: [.string("10.0.0.\(index + 1)")])
        }
        return Table(
            title: "Machines", kinds: [kind],
            columns: [TableColumn(name: "name", title: "Name|x", help: "", form: .text)],
            rows: rows.map { TableRow(resource: $0, values: [.string($0.name)]) }, matched: rows.count,
            total: rows.count, cells: [], next: nil)
    }

    private func text(_ table: Table, _ format: TableFormat) -> String {
        String(
            decoding: table.bytes(as: format, word: "ec2", generation: 1, now: Date(timeIntervalSince1970: 0)),
            as: UTF8.self)
    }

    @Test("Markdown keeps every value in its cell, as text")
    func markdown() throws {
        let page = text(try table(["a|b\n# c", "<script>", "[x](y) *z* `w`", "\u{202E}rtl"]), .md)
        #expect(
            page == """
                | Name\\|x |
                | --- |
                | a\\|b # c |
                | &lt;script&gt; |
                | \\[x\\](y) \\*z\\* \\`w\\` |
                | rtl |

                """)
    }

    @Test("names of hosts are words, each once, and nothing can add a line of its own")
    func ssh() throws {
        let page = text(try table(["web", "web", "x\n  ProxyCommand rm", "* !*"]), .sshConfig)
        #expect(page.contains("\nHost web i-0\n    HostName 10.0.0.1\n"))
        #expect(page.contains("\nHost web-i-1 i-1\n    HostName 10.0.0.2\n"))
        #expect(page.contains("\nHost x___ProxyCommand_rm i-2\n"))
        #expect(page.contains("\nHost ____ i-3\n"))
        #expect(
            text(try table(["localhost", "-x", "web.example.com"]), .sshConfig).contains("\nHost localhost-i-0 i-0\n"))
        #expect(
            text(try table(["localhost", "-x", "web.example.com"]), .sshConfig).contains("\nHost web_example_com i-2\n")
        )
        let keywords = page.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) ?? "" }
        #expect(Set(keywords).isSubset(of: ["#", "Host", "HostName"]))
    }

    @Test("an inventory has every host once, and groups that are identifiers")
    func ansible() throws {
        let value = try YAMLNode.parse(
            Array(text(try table(["web", "db"], tags: [("Role: x", "a: b")]), .ansible).utf8)
        ).value
        let hosts = try #require(value["all"]?["hosts"]?.object)
        #expect(hosts.map(\.key) == ["web", "db"])
        #expect(hosts["web"]?["ansible_host"] == "10.0.0.1")
        #expect(hosts["web"]?["aws_tags"]?["Role: x"] == "a: b")
        let groups = try #require(value["all"]?["children"]?.object)
        #expect(groups.contains { $0.key == "region_eu_west_1" })
        #expect(groups.allSatisfy { $0.key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } })
    }

    @Test("targets have a port, and labels that Prometheus takes")
    func prometheus() throws {
        let value = try Value(json: Array(text(try table(["web"], tags: [("a-b.c", "v")]), .prometheus).utf8))
        #expect(value.array?.first?["targets"] == ["10.0.0.1:9100"])
        #expect(value.array?.first?["labels"]?["tag_a_b_c"] == "v")
        #expect(value.array?.first?["labels"]?["region"] == "eu-west-1")
    }
}
