import Deflating
import FoundationEssentials
import Testing

@Suite("gzip")
struct GzipTests {
    @Test("What repeats itself gets small, what does not gives nothing")
    func sizes() throws {
        let text = Array(String(repeating: "<tr><td>elastatus</td></tr>\n", count: 4_000).utf8)
        let file = try #require(Gzip.compress(text))
        #expect(file.count < text.count / 50)
        // RFC 1952 section 2.3: magic, deflate; then the length of what is in it, lowest byte first.
        #expect(file.starts(with: [0x1F, 0x8B, 8]))
        let length = file.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length == text.count)
        #expect(Gzip.compress([]) == nil)
        #expect(Gzip.compress(Array("short".utf8)) == nil)
    }
}
