import Document
import FoundationEssentials

/// Writes rows one behind the other, each text once where it can.
///
/// - Shape: of a row: flags, id, name, state, date (8 bytes, if it has one), length of the columns (4 bytes), columns, ARN, environment, stack, endpoints, tags, document (block and place), problems (if it has any).
struct RowWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var words: [String] = []
    private var known: [TextBytes: Known] = [:]
    private var row = 0

    /// Where a text stands.
    private struct Known {
        /// Its last place inline.
        var place: Int
        var word: Int?
    }

    /// Shorter texts are as short as a reference to them.
    ///
    /// - Units: bytes.
    private static let shortest = 2

    /// Writes a row and answers where it starts.
    mutating func append(_ fields: RowFields, document: (block: Int, place: Int)) -> UInt32 {
        row = bytes.count
        var flags: RowFlags = []
        if fields.isKept { flags.insert(.isKept) }
        if !fields.problems.isEmpty { flags.insert(.hasProblems) }
        if fields.createdAt != nil { flags.insert(.hasDate) }
        bytes.append(flags.rawValue)
        write(fields.key.id)
        write(fields.name)
        write(fields.state)
        if let date = fields.createdAt { write(date.timeIntervalSinceReferenceDate) }
        writeColumns(fields.columns)
        if let arn = fields.arn, arn != fields.key.id, arn.utf8.count > fields.key.id.utf8.count,
            !fields.key.id.isEmpty, arn.hasSameEnding(fields.key.id)
        {
            writeSpecial(RowCode.beforeID)
            write(String(decoding: arn.utf8.dropLast(fields.key.id.utf8.count), as: UTF8.self))
        } else {
            write(fields.arn)
        }
        write(fields.environment)
        write(fields.stack)
        write(fields.endpoints)
        write(count: fields.tags.count)
        for tag in fields.tags {
            write(tag.key)
            write(tag.value)
        }
        write(count: document.block)
        write(count: document.place)
        if !fields.problems.isEmpty {
            write(count: fields.problems.count)
            for problem in fields.problems {
                write(problem.call)
                write(problem.code.rawValue)
                write(problem.answeredAt.map { .double($0.timeIntervalSinceReferenceDate) } ?? Value.null)
            }
        }
        return UInt32(row)
    }

    /// Forgets all rows and words.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        words.removeAll()
        known.removeAll(keepingCapacity: true)
    }

    private mutating func writeColumns(_ columns: [Value]) {
        let start = bytes.count
        bytes += [0, 0, 0, 0]
        write(count: columns.count)
        for column in columns { write(column) }
        let length = bytes.count - start - 4
        for (place, shift) in [0, 8, 16, 24].enumerated() {
            bytes[start + place] = UInt8(truncatingIfNeeded: length >> shift)
        }
    }

    private mutating func write(_ endpoints: [Endpoint]) {
        write(count: endpoints.count)
        for endpoint in endpoints {
            write(endpoint.role)
            write(endpoint.host)
            write(endpoint.port.map { .integer($0) } ?? Value.null)
            write(endpoint.scheme)
        }
    }

    private mutating func write(_ value: Value) {
        switch value {
        case .null: writeSpecial(RowCode.null)
        case .bool(let flag): writeSpecial(flag ? RowCode.yes : RowCode.no)
        case .integer(let number):
            writeSpecial(RowCode.integer)
            write(number: UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1)))
        case .double(let number):
            writeSpecial(RowCode.double)
            write(number)
        case .string(let text): write(text)
        case .array(let elements):
            writeSpecial(RowCode.array)
            write(count: elements.count)
            for element in elements { write(element) }
        case .object(let object):
            writeSpecial(RowCode.object)
            write(count: object.count)
            for member in object.members {
                write(member.key)
                write(member.value)
            }
        }
    }

    private mutating func write(_ text: String?) {
        guard let text else { return writeSpecial(RowCode.null) }
        write(text)
    }

    private mutating func write(_ text: String) {
        let place = bytes.count
        guard text.utf8.count >= Self.shortest else { return writeInline(text) }
        let name = TextBytes(text)
        guard var known = known[name] else {
            self.known[name] = Known(place: place)
            return writeInline(text)
        }
        if known.place >= row { return write(number: UInt(known.place - row) << 2 | RowCode.again) }
        if known.word == nil {
            known.word = words.count
            words.append(name.text)
            self.known[name] = known
        }
        write(number: UInt(known.word ?? 0) << 2 | RowCode.word)
    }

    private mutating func writeInline(_ text: String) {
        write(number: UInt(text.utf8.count) << 2 | RowCode.inline)
        bytes += text.utf8
    }

    private mutating func writeSpecial(_ code: UInt) { write(number: code << 2 | RowCode.special) }

    private mutating func write(_ number: Double) {
        let bits = number.bitPattern
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    private mutating func write(count: Int) { write(number: UInt(count)) }

    private mutating func write(number: UInt) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

extension String {
    /// Whether its last bytes are those of `ending`.
    fileprivate func hasSameEnding(_ ending: String) -> Bool {
        utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
}

/// A text told from others by its bytes: two spellings of one letter are two texts.
struct TextBytes: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: TextBytes, right: TextBytes) -> Bool {
        left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
