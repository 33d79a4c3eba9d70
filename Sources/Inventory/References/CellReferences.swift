import Document

/// What the rows of one cell refer to, and their ARNs, each as a hash with its row.
///
/// - Shape: only finds candidates; who asks compares the texts.
/// - Cost: 8 bytes for each reference and each ARN; built once for as long as the cell keeps its rows.
final class CellReferences: Sendable {
    private struct Entry: Sendable {
        let hash: UInt32
        let row: UInt32
    }

    let rows: [Resource]
    private let targets: [Entry]
    private let arns: [Entry]

    init(_ rows: [Resource], columns: [ReferenceColumn]) {
        self.rows = rows
        var targets: [Entry] = []
        var arns: [Entry] = []
        for (place, row) in rows.enumerated() {
            let number = UInt32(truncatingIfNeeded: place)
            for column in columns {
                column.texts(of: row) { targets.append(Entry(hash: Self.hash($0, column.target), row: number)) }
            }
            if let arn = row.arn { arns.append(Entry(hash: Self.hash(arn, ""), row: number)) }
        }
        self.targets = Self.sorted(targets)
        self.arns = Self.sorted(arns)
    }

    var byteCount: Int { (targets.count + arns.count) * MemoryLayout<Entry>.stride }

    /// Whether this was made of exactly these rows.
    ///
    /// - Cost: compares where they are stored; this holds its rows, so no others can stand there.
    func isOf(_ rows: [Resource]) -> Bool {
        self.rows.count == rows.count
            && self.rows.withUnsafeBufferPointer { mine in
                rows.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
            }
    }

    /// The rows that may refer to the resource of kind `target` whose id or ARN is `text`, in their order.
    func candidates(_ text: String, target: String) -> [Resource] { found(Self.hash(text, target), in: targets) }

    /// The row whose ARN is `arn`.
    func row(arn: String) -> Resource? { found(Self.hash(arn, ""), in: arns).first { $0.arn == arn } }

    private func found(_ hash: UInt32, in entries: [Entry]) -> [Resource] {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix { $0.hash == hash }.map { rows[Int($0.row)] }
    }

    /// In order, of several references of a row to the same thing one.
    private static func sorted(_ entries: [Entry]) -> [Entry] {
        var unique: [Entry] = []
        unique.reserveCapacity(entries.count)
        for entry in entries.sorted(by: { ($0.hash, $0.row) < ($1.hash, $1.row) }) {
            if let last = unique.last, last.hash == entry.hash, last.row == entry.row { continue }
            unique.append(entry)
        }
        return unique.fitted
    }

    /// FNV-1a: the texts are short, and who makes two alike makes one comparison more.
    private static func hash(_ text: String, _ target: String) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in target.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }
}

/// A column whose values name resources of one kind, the stack that every row may have among them.
struct ReferenceColumn: Sendable, Hashable {
    /// The place in the kind's columns; nil is the stack.
    let index: Int?
    let target: String
    let name: String
    let title: String

    /// The columns of `kind` that refer to something, without those whose reference stands on the other side.
    static func all(of kind: Kind) -> [ReferenceColumn] {
        let own = kind.columns.enumerated().compactMap { index, column in
            column.isBack
                ? nil
                : column.form.target.map {
                    ReferenceColumn(index: index, target: $0, name: column.name, title: column.title)
                }
        }
        guard let target = Builtin.stack.form.target else { return own }
        return own + [
            ReferenceColumn(index: nil, target: target, name: Builtin.stack.rawValue, title: Builtin.stack.title)
        ]
    }

    /// Calls `body` with each text that `row` has here.
    func texts(of row: Resource, _ body: (String) -> Void) {
        guard let index else {
            if let stack = row.stack { body(stack) }
            return
        }
        switch row.column(index) {
        case .string(let text): body(text)
        case .array(let elements): for case .string(let text) in elements { body(text) }
        default: break
        }
    }

    /// Whether `row` names any of `texts` here.
    func names(_ texts: [String], in row: Resource) -> Bool {
        var names = false
        self.texts(of: row) { if texts.contains($0) { names = true } }
        return names
    }
}
