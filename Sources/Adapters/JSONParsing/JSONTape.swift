import CJSON

/// One JSON document, validated as a whole and read token by token.
///
/// - Shape: bytes that are no UTF-8 and halves of surrogate pairs read as U+FFFD; raw control characters inside strings and unknown escapes stay as written: one bad value never loses the document. A byte order mark is skipped.
/// - Cost: a copy of the input and 16 bytes per value; each distinct key becomes one String.
package struct JSONTape: ~Copyable {
    private let tape: UnsafeMutablePointer<cjson_tape>
    private let source: UnsafePointer<UInt8>
    private let decoded: UnsafePointer<UInt8>
    private let keys: [String]
    private var position = 0

    /// Reads a whole document.
    ///
    /// - C: cjson_parse
    package init(_ document: [UInt8], depth: Int, nodes: Int) throws(JSONFailure) {
        let skipped = document.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let parsed = try Self.parse(document, skipping: skipped, depth: depth, nodes: nodes)
        guard let source = parsed.pointee.source, let decoded = parsed.pointee.decoded else {
            cjson_free(parsed)
            throw JSONFailure(code: .memory, message: "out of memory", offset: 0)
        }
        tape = parsed
        self.source = source
        self.decoded = decoded
        keys = (0..<Int(parsed.pointee.key_count)).map { index in
            let key = parsed.pointee.keys[index]
            return Self.string((key.decoded == 0 ? source : decoded) + Int(key.offset), Int(key.length))
        }
    }

    deinit { cjson_free(tape) }

    /// The next token; nil behind the last one.
    package mutating func next() -> JSONToken? {
        guard position < tape.pointee.token_count else { return nil }
        let token = tape.pointee.tokens[position]
        position += 1
        return switch token.kind {
        case 1: .bool(false)
        case 2: .bool(true)
        case 3: .integer(Int(Int64(bitPattern: token.payload)))
        case 4: .double(Double(bitPattern: token.payload))
        case 5, 6: .string(Self.string(source + Int(token.payload), Int(token.length)))
        case 7: .string(Self.string(decoded + Int(token.payload), Int(token.length)))
        case 8: .array(count: Int(token.length))
        case 9: .object(count: Int(token.length), repeats: token.repeats != 0)
        case 10: .key(keys[Int(token.length)])
        default: .null
        }
    }

    private static func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }
}
