import Inventory
import Testing

@Suite("Addresses")
struct IPAddressTests {
    @Test(
        "An address is read and written in its shortest form",
        arguments: [
            ("10.0.0.1", "10.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"),
            ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("2001:db8::1", "2001:db8::1"),
            ("1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"), ("::ffff:10.0.0.1", "::ffff:a00:1"), ("fe80::", "fe80::"),
            ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1::3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
        ])
    func reading(_ text: String, _ wanted: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == wanted)
        #expect(IPAddress(address.description) == address)
    }

    @Test(
        "What is no address is none",
        arguments: [
            "", "10.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.1.2", "10.0.0.-1", "a.b.c.d", ":", ":::", "1::2::3",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "10.0.0.1:80", "::10.0.0", "+1::",
            "1:2:3:4:5:6:7::8",
        ])
    func refusing(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test("Addresses are ordered by number, IPv4 first")
    func order() {
        let sorted = ["10.0.0.10", "::1", "10.0.0.9", "9.255.0.0"].compactMap { IPAddress($0) }.sorted()
        #expect(sorted.map(\.description) == ["9.255.0.0", "10.0.0.9", "10.0.0.10", "::1"])
    }

    @Test("A network holds its addresses and no others")
    func networks() throws {
        let network = try #require(IPNetwork("10.2.3.4/16"))
        #expect(network.description == "10.2.0.0/16")
        #expect(try network.contains(#require(IPAddress("10.2.255.255"))))
        #expect(try !network.contains(#require(IPAddress("10.3.0.0"))))
        #expect(try !network.contains(#require(IPAddress("::a02:0"))))
        #expect(try network.contains(#require(IPNetwork("10.2.128.0/17"))))
        #expect(try !network.contains(#require(IPNetwork("10.0.0.0/8"))))
        let all = try #require(IPNetwork("0.0.0.0/0"))
        #expect(try all.contains(#require(IPAddress("255.1.2.3"))))
        let six = try #require(IPNetwork("2001:db8::/32"))
        #expect(try six.contains(#require(IPAddress("2001:db8:ffff::1"))))
        #expect(try !six.contains(#require(IPAddress("2001:db9::"))))
        #expect(IPNetwork("10.0.0.1")?.prefixLength == 32)
        for bad in ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "x/8", "::/129", "10.0.0.0/8/8"] {
            #expect(IPNetwork(bad) == nil)
        }
    }

    @Test(
        "An authority is found in a URL, a host with a port, a bare host",
        arguments: [
            ("https://API.example.com.:8443/x?y", "https", "api.example.com", 8443),
            ("db.example.com", nil, "db.example.com", nil), ("db.example.com:5432/name", nil, "db.example.com", 5432),
            ("[::1]:80", nil, "::1", 80), ("::1", nil, "::1", nil), ("host:99999", nil, "host", nil),
            ("jdbc:postgresql://db:5432/x", "jdbc:postgresql", "db", 5432), ("", nil, "", nil),
        ] as [(String, String?, String, Int?)])
    func authorities(_ text: String, _ scheme: String?, _ host: String, _ port: Int?) {
        let authority = Authority(of: text)
        #expect(authority.scheme == scheme)
        #expect(authority.foldedHost == host)
        #expect(authority.port == port)
    }
}
