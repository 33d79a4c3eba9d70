import FoundationEssentials
import Testing

@testable import AWS

/// botocore's own tables of what is retried and why.
///
/// - Source: `tests/unit/retries/test_standard.py` of botocore's source distribution, read line by line.
@Suite("botocore's tables of retries")
struct RetryTableTests {
    private struct Row {
        let status: Int
        let code: String?
        let isRetried: Bool
    }

    /// The rows `(400, 'Throttling', True),` of the list called `name`.
    private func rows(of name: String) throws -> [Row] {
        let file = Sources.botocore.appending(path: "tests/unit/retries/test_standard.py")
        let text = String(decoding: try Published.bytes(file), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("\(name) = [") })
        return lines[(start + 1)...].prefix { $0 != "]" }.compactMap { line in
            let fields = line.split { "(), ".contains($0) }.map(String.init)
            guard fields.count == 3, let status = Int(fields[0]) else { return nil }
            let code = fields[1] == "None" ? nil : fields[1].split(separator: "'").first.map(String.init)
            return Row(status: status, code: code, isRetried: fields[2] == "True")
        }
    }

    @Test("throttling")
    func throttling() throws {
        let rows = try rows(of: "RETRYABLE_THROTTLED_RESPONSES")
        #expect(rows.count == 19)
        #expect(rows.count(where: \.isRetried) == 14)
        for row in rows {
            let meaning = FaultClass(status: row.status, code: row.code, message: nil)
            #expect((meaning.retry == .throttling) == row.isRetried, "\(row)")
        }
    }

    @Test("what may be gone at once")
    func transient() throws {
        let rows = try rows(of: "RETRYABLE_TRANSIENT_ERRORS")
        #expect(rows.count == 12)
        for row in rows {
            let retry = FaultClass(status: row.status, code: row.code, message: nil).retry
            // One code is in both tables; the longer pause is the safer one.
            let isBoth = row.code == "PriorRequestNotComplete"
            #expect((isBoth ? retry != nil : retry == .transient) == row.isRetried, "\(row)")
        }
    }
}
