import Document
import FoundationEssentials

/// Rows of one cell, packed into one run of bytes.
///
/// - Shape: `RowWriter` says what stands where. Texts that several rows have are kept once, as words.
/// - Cost: some 300 bytes for an instance with thirty columns, a tenth of what its fields take as values of their own.
final class RowBlock: Sendable {
    let cell: CellKey
    private let bytes: [UInt8]
    private let words: [String]
    let documents: [DocumentBlock]

    init(cell: CellKey, bytes: [UInt8], words: [String], documents: [DocumentBlock]) {
        self.cell = cell
        self.bytes = bytes
        self.words = words
        self.documents = documents
    }

    var wordCount: Int { words.count }
    /// The bytes that the fields take.
    var fieldBytes: Int { bytes.count }
    /// The bytes that the shared texts take; up to fifteen stand in the text's own sixteen.
    var wordBytes: Int {
        words.reduce(0) { $0 + MemoryLayout<String>.stride + ($1.utf8.count > 15 ? 32 + $1.utf8.count : 0) }
    }

    /// A text that stands behind the columns.
    enum Late: Int {
        case arn, environment, stack
    }

    func id(at row: UInt32) -> String {
        read(row) { cursor in
            cursor.move(by: 1)
            return cursor.text() ?? ""
        }
    }

    func key(at row: UInt32) -> ResourceKey {
        ResourceKey(account: cell.account, region: cell.region, kind: cell.kind, id: id(at: row))
    }

    func name(at row: UInt32) -> String {
        read(row) { cursor in
            cursor.move(by: 1)
            cursor.skipText()
            return cursor.text() ?? ""
        }
    }

    func state(at row: UInt32) -> String? {
        read(row) { cursor in
            cursor.move(by: 1)
            cursor.skipText()
            cursor.skipText()
            return cursor.text()
        }
    }

    func createdAt(at row: UInt32) -> Date? {
        read(row) { cursor in
            guard cursor.flags().contains(.hasDate) else { return nil }
            for _ in 0..<3 { cursor.skipText() }
            return Date(timeIntervalSinceReferenceDate: cursor.double())
        }
    }

    func isKept(at row: UInt32) -> Bool { read(row) { $0.flags().contains(.isKept) } }

    func columns(at row: UInt32) -> [Value] {
        read(row) { cursor in
            _ = cursor.moveToColumns()
            return cursor.columns()
        }
    }

    func column(_ index: Int, at row: UInt32) -> Value {
        read(row) { cursor in
            _ = cursor.moveToColumns()
            guard index >= 0, index < cursor.count() else { return .null }
            for _ in 0..<index { cursor.skipValue() }
            return cursor.value()
        }
    }

    func optional(_ late: Late, at row: UInt32) -> String? {
        read(row) { cursor in
            cursor.moveBehindColumns()
            for _ in 0..<late.rawValue { cursor.skipText() }
            return cursor.text()
        }
    }

    func endpoints(at row: UInt32) -> [Endpoint] {
        read(row) { cursor in
            cursor.moveBehindColumns()
            for _ in 0..<3 { cursor.skipText() }
            return cursor.endpoints()
        }
    }

    func tags(at row: UInt32) -> [Tag] {
        read(row) { cursor in
            cursor.moveBehindColumns()
            for _ in 0..<3 { cursor.skipText() }
            cursor.skipEndpoints()
            return cursor.tags()
        }
    }

    /// The tags whose keys are wanted; the values of the others are passed over.
    func tags(at row: UInt32, where isWanted: (String) -> Bool) -> [Tag] {
        read(row) { cursor in
            cursor.moveBehindColumns()
            for _ in 0..<3 { cursor.skipText() }
            cursor.skipEndpoints()
            var tags: [Tag] = []
            for _ in 0..<cursor.count() {
                let key = cursor.text() ?? ""
                if isWanted(key) {
                    tags.append(Tag(key: key, value: cursor.text() ?? ""))
                } else {
                    cursor.skipText()
                }
            }
            return tags
        }
    }

    func document(at row: UInt32) -> RawDocument {
        read(row) { cursor in
            cursor.moveBehindColumns()
            for _ in 0..<3 { cursor.skipText() }
            cursor.skipEndpoints()
            cursor.skipTags()
            return document(&cursor)
        }
    }

    func problems(at row: UInt32) -> [RowProblem] {
        read(row) { cursor in
            guard cursor.hasProblems else { return [] }
            cursor.moveBehindColumns()
            for _ in 0..<3 { cursor.skipText() }
            cursor.skipEndpoints()
            cursor.skipTags()
            _ = document(&cursor)
            return cursor.problems()
        }
    }

    func fields(at row: UInt32) -> RowFields {
        read(row) { cursor in
            let flags = cursor.flags()
            let id = cursor.text() ?? ""
            let name = cursor.text() ?? ""
            let state = cursor.text()
            let date = flags.contains(.hasDate) ? cursor.double() : nil
            _ = cursor.length()
            let columns = cursor.columns()
            let arn = cursor.text()
            let environment = cursor.text()
            let stack = cursor.text()
            let endpoints = cursor.endpoints()
            let tags = cursor.tags()
            let raw = document(&cursor)
            return RowFields(
                key: ResourceKey(account: cell.account, region: cell.region, kind: cell.kind, id: id), arn: arn,
                name: name, state: state, createdAt: date.map { Date(timeIntervalSinceReferenceDate: $0) },
                endpoints: endpoints, tags: tags, environment: environment, stack: stack, columns: columns, raw: raw,
                problems: flags.contains(.hasProblems) ? cursor.problems() : [], isKept: flags.contains(.isKept))
        }
    }

    private func document(_ cursor: inout RowCursor) -> RawDocument {
        let block = cursor.count()
        return RawDocument(.kept(documents[block], Int32(truncatingIfNeeded: cursor.count())))
    }

    func read<T>(_ row: UInt32, _ body: (inout RowCursor) -> T) -> T {
        bytes.withUnsafeBufferPointer { bytes in
            words.withUnsafeBufferPointer { words in
                var cursor = RowCursor(bytes, words: words, row: Int(row))
                return body(&cursor)
            }
        }
    }
}

extension RowCursor {
    fileprivate var hasProblems: Bool {
        var start = self
        return start.flags().contains(.hasProblems)
    }

    /// From the row's start to its first column; answers how many bytes the columns take.
    fileprivate mutating func moveToColumns() -> Int {
        let flags = flags()
        for _ in 0..<3 { skipText() }
        if flags.contains(.hasDate) { move(by: 8) }
        return length()
    }

    fileprivate mutating func moveBehindColumns() { move(by: moveToColumns()) }

    fileprivate mutating func columns() -> [Value] {
        let count = count()
        var columns: [Value] = []
        columns.reserveCapacity(count)
        for _ in 0..<count { columns.append(value()) }
        return columns
    }

    fileprivate mutating func endpoints() -> [Endpoint] {
        let count = count()
        var endpoints: [Endpoint] = []
        endpoints.reserveCapacity(count)
        for _ in 0..<count {
            let role = text() ?? ""
            let host = text() ?? ""
            let port = value().integer
            endpoints.append(Endpoint(role: role, host: host, port: port, scheme: text()))
        }
        return endpoints
    }

    fileprivate mutating func skipEndpoints() {
        for _ in 0..<count() {
            skipText()
            skipText()
            skipValue()
            skipText()
        }
    }

    fileprivate mutating func tags() -> [Tag] {
        let count = count()
        var tags: [Tag] = []
        tags.reserveCapacity(count)
        for _ in 0..<count {
            let key = text() ?? ""
            tags.append(Tag(key: key, value: text() ?? ""))
        }
        return tags
    }

    fileprivate mutating func skipTags() {
        for _ in 0..<count() {
            skipText()
            skipText()
        }
    }

    fileprivate mutating func problems() -> [RowProblem] {
        let count = count()
        var problems: [RowProblem] = []
        for _ in 0..<count {
            let call = text() ?? ""
            let code = text().flatMap(CellError.Code.init(rawValue:))
            let date = value().double.map { Date(timeIntervalSinceReferenceDate: $0) }
            if let code { problems.append(RowProblem(call: call, code: code, answeredAt: date)) }
        }
        return problems
    }
}
