import DomainNames
import Testing

@Suite("Domain names")
struct DomainNameTests {
    @Test(
        "a name has a form for people and one for DNS",
        arguments: [
            // RFC 3492 and UTS #46 have these.
            ("bücher.example.com", "xn--bcher-kva.example.com"),
            ("faß.de", "xn--fa-hia.de"),
            ("日本語.jp", "xn--wgv71a119e.jp"),
            ("παράδειγμα.δοκιμή", "xn--hxajbheg2az3al.xn--jxalpdlp"),
            ("*.bücher.example", "*.xn--bcher-kva.example"),
            ("_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example"),
        ])
    func forms(people: String, dns: String) {
        #expect(DomainName.forms(of: people) == [people, dns])
        #expect(DomainName.forms(of: dns) == [dns, people])
    }

    @Test("case and composition do not matter")
    func folding() {
        #expect(DomainName.forms(of: "BÜCHER.example").contains("xn--bcher-kva.example"))
        #expect(DomainName.forms(of: "bu\u{308}cher.example").contains("xn--bcher-kva.example"))
        #expect(DomainName.forms(of: "XN--BCHER-KVA.example").contains("bücher.example"))
    }

    @Test(
        "what has one form, or is no name, stays as it is",
        arguments: [
            "", "www.example.com", "r3---sn-1.example.com", "xn--.example", "xn--zzzzzzzz99999.example", "a\0ü.example",
            "ü b",
            "..ü", String(repeating: "ü", count: 64) + ".example", String(repeating: "ü.", count: 600),
        ])
    func others(name: String) {
        #expect(DomainName.forms(of: name).first == name)
        #expect(DomainName.forms(of: name).allSatisfy { $0 == name || $0.utf8.allSatisfy { $0 >= 0x20 } })
    }
}
