import Cryptography
import Testing

@Suite("Hashes, keyed hashes and random bytes")
struct CryptographyTests {
    /// FIPS 180-4 examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256(text: String, digest: String) {
        #expect(Hex.encode(Digest.sha256(text)) == digest)
        #expect(Digest.sha256(Array(text.utf8)) == Digest.sha256(text))
        #expect(Digest.sha256(text.utf8.reversed().reversed() as [UInt8]) == Digest.sha256(text))
    }

    @Test("bytes that lie in no one buffer hash like those that do")
    func scattered() {
        #expect(Digest.sha256((0..<300).lazy.map { UInt8(truncatingIfNeeded: $0) }) == Digest.sha256(Self.bytes(300)))
        #expect(Digest.sha256(Self.bytes(300)[10..<200]) == Digest.sha256(Array(Self.bytes(300)[10..<200])))
    }

    /// RFC 4231, cases 1, 2, 3, 4, 6 and 7.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            Array(1...25), [UInt8](repeating: 0xcd, count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131),
            Array(
                """
                This is a test using a larger than block-size key and a larger than block-size data. \
                The key needs to be hashed before being used by the HMAC algorithm.
                """.utf8),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ])
    func hmac(key: [UInt8], message: [UInt8], code: String) {
        let key = MessageKey(key)
        #expect(Hex.encode(key.code(for: message)) == code)
        #expect(Hex.encode(key.code(for: message)) == code, "the prepared key is not used up")
    }

    @Test("one key serves many threads")
    func sharedKey() async {
        let key = MessageKey(Array("Jefe".utf8))
        let codes = await withTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var last: [UInt8] = []
                    for _ in 0..<500 { last = key.code(for: "what do ya want for nothing?") }
                    return last
                }
            }
            return await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(
            codes.map { Hex.encode($0) } == ["5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"])
    }

    @Test("an empty key and an empty message are a key and a message")
    func emptyKey() {
        let code = Hex.encode(MessageKey([]).code(for: ""))
        #expect(code == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test("a key says nothing of itself")
    func silence() {
        let key = MessageKey(Array("canary".utf8))
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "MessageKey")
        #expect(String(reflecting: key) == "MessageKey")
        #expect(!dumped.contains("OpaquePointer") && !dumped.contains("0x"))
    }

    @Test func hex() {
        #expect(Hex.encode([0x00, 0x7f, 0xff]) == "007fff")
        #expect(Hex.decode("007FfF") == [0x00, 0x7f, 0xff])
        #expect(Hex.decode("") == [])
        #expect(Hex.decode("0") == nil)
        #expect(Hex.decode("0g") == nil)
        #expect(Hex.decode("é0") == nil)
        for byte in UInt8.min...UInt8.max { #expect(Hex.decode(Hex.encode([byte])) == [byte]) }
    }

    @Test func randomBytes() {
        #expect(Secrets.random(count: 0).isEmpty)
        let many = (0..<64).map { _ in Secrets.random(count: 32) }
        #expect(many.allSatisfy { $0.count == 32 })
        #expect(Set(many).count == 64)
    }

    @Test func comparison() {
        #expect(Secrets.equal([], []))
        #expect(Secrets.equal("same".utf8, Array("same".utf8)))
        #expect(!Secrets.equal("same".utf8, "samE".utf8))
        #expect(!Secrets.equal("same".utf8, "same ".utf8))
        #expect(!Secrets.equal("".utf8, "x".utf8))
    }

    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0) } }
}
