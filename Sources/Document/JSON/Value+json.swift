import JSONParsing

extension Value {
    /// Reads one JSON document.
    ///
    /// - Shape: lone surrogates and bytes that are no UTF-8 become U+FFFD, numbers beyond Int64 and Double become strings of their text, of a repeated key the last value counts, a leading byte order mark is skipped, unknown escapes and raw control characters in a string stay as written: no single bad value loses the document.
    /// - Throws: `DocumentError` with line and column for anything that is not one whole JSON value within `limits`.
    package init(json bytes: [UInt8], limits: DocumentLimits = .jsonAnswer) throws(DocumentError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(bytes.count, limits) }
        do {
            var builder = JSONBuilder(
                tape: try JSONTape(bytes, depth: limits.depth, nodes: limits.nodes))
            self = builder.value()
        } catch {
            throw DocumentError(error, in: bytes)
        }
    }

    /// This value as JSON text.
    ///
    /// - Shape: members in their order; `pretty` indents by two spaces; doubles print shortest round-trip, infinities and NaN as null; valid UTF-8; control characters, U+2028 and U+2029 are escaped; never `</` unescaped is NOT promised (pages escape for themselves).
    package func json(pretty: Bool = false) -> [UInt8] { json(indentation: pretty ? 2 : nil) }

    /// This value as JSON text, indented by so many spaces per level; nil writes one line.
    package func json(indentation: Int?) -> [UInt8] {
        var writer = JSONWriter(indentation: indentation)
        writer.write(self)
        return writer.bytes
    }
}

extension DocumentError {
    fileprivate init(_ failure: JSONFailure, in bytes: [UInt8]) {
        let code: Code =
            switch failure.code {
            case .syntax: .syntax
            case .tooLarge, .memory: .tooLarge
            case .tooDeep: .tooDeep
            case .tooManyNodes: .tooManyNodes
            case .truncated: .truncated
            }
        let (line, column) = Self.place(of: failure.offset, in: bytes)
        self.init(code, failure.message, line: line, column: column)
    }

    /// The line and column of a byte, in characters; continuation bytes do not count.
    static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(max(0, offset)) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
