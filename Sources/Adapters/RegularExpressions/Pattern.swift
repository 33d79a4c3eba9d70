import CRE2

/// A compiled regular expression whose matching takes time linear in the text, whatever the pattern.
///
/// - Source: RE2's syntax: no back references, no look-around.
/// - Cost: compile once; a pattern holds at most `maximumMemory`.
/// - Isolation: any thread, several at a time.
package struct Pattern: Sendable {
    /// The longest pattern that is compiled.
    ///
    /// - Units: bytes.
    package static let maximumLength = 1000
    /// The longest text in which matches are looked for; of a longer one the beginning.
    ///
    /// - Units: bytes.
    package static let maximumText = 1 << 20
    /// What the program of one pattern and its caches may take.
    ///
    /// - Units: bytes.
    private static let maximumMemory: Int64 = 1 << 20

    /// The text it was compiled from.
    package let text: String
    private let compiled: CompiledPattern

    /// Compiles `text`.
    ///
    /// - Throws: `PatternError` with the library's reason; also for what is too long or needs too much memory.
    package init(_ text: String, caseInsensitive: Bool = false) throws(PatternError) {
        guard text.utf8.count <= Self.maximumLength else {
            throw PatternError("a pattern has at most \(Self.maximumLength) bytes")
        }
        self.text = text
        var text = text
        var problem = [UInt8](repeating: 0, count: 256)
        let pattern = text.withUTF8 { bytes in
            cre2_pattern_new(
                bytes.baseAddress, bytes.count, caseInsensitive ? 1 : 0, Self.maximumMemory, &problem, problem.count)
        }
        guard let pattern else {
            throw PatternError(String(decoding: problem.prefix { $0 != 0 }, as: UTF8.self))
        }
        compiled = CompiledPattern(pattern)
    }

    /// The first match in `text`: the whole of it, then its groups; a group that took no part is nil.
    ///
    /// - Shape: nil when nothing matches.
    package func firstMatch(in text: String) -> [String?]? {
        let places = Int(cre2_pattern_groups(compiled.pattern)) + 1
        var starts = [Int](repeating: -1, count: places)
        var lengths = [Int](repeating: 0, count: places)
        var text = text
        return text.withUTF8 { bytes in
            let looked = Self.beginning(of: bytes)
            let found = cre2_pattern_match(
                compiled.pattern, looked.baseAddress, looked.count, Int32(places), &starts, &lengths)
            guard found == 1 else { return nil }
            return zip(starts, lengths).map { start, length in
                start < 0 ? nil : String(decoding: looked[start..<(start + length)], as: UTF8.self)
            }
        }
    }

    /// Whether it matches somewhere in `text`.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            let looked = Self.beginning(of: bytes)
            return cre2_pattern_match(compiled.pattern, looked.baseAddress, looked.count, 0, nil, nil) == 1
        }
    }

    private static func beginning(of bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes.prefix(maximumText))
    }
}

/// Why a pattern does not compile.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence without its final stop.
    package let message: String

    init(_ message: String) { self.message = message }

    package var description: String { message }
}
