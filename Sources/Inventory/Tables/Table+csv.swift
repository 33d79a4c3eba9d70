import Document

extension Table {
    /// The table as CSV with a head of column names: what identifies the row, then the table's columns.
    ///
    /// - Source: RFC 4180: CRLF after each line, quotes where needed.
    /// - Shape: UTF-8; account, region, kind and id always stand first; a text that a spreadsheet would take for a formula
    ///   starts with `'`, numbers do not. A table with more than `limit` rows ends in a line that says so.
    package func csv(_ output: TableOutput = TableOutput(), limit: Int = 1_000_000) -> [UInt8] {
        func guarded(_ text: String) -> String { output.isRaw ? text : Self.guarded(text) }
        var bytes: [UInt8] = output.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        let identifying: [Builtin] = [.account, .region, .kind, .id]
        let others = columns.indices.filter { index in !identifying.contains { $0.rawValue == columns[index].name } }
        let head = identifying.map(\.rawValue) + others.map { columns[$0].name }
        Self.append(head.map { guarded($0) }, to: &bytes)
        for row in rows.prefix(limit) {
            let key = row.resource.key
            let identity = [key.account, key.region, key.kind, key.id].map { guarded($0) }
            let fields = others.map { index in
                let text = plainText(of: row, at: index)
                return row.values[index].double == nil ? guarded(text) : text
            }
            Self.append(identity + fields, to: &bytes)
        }
        if rows.count > limit {
            Self.append(["The first \(limit) of \(rows.count) rows: ask for less with q or _size"], to: &bytes)
        }
        return bytes
    }

    private static func append(_ fields: [String], to bytes: inout [UInt8]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field, to: &bytes)
        }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    private static func append(_ field: String, to bytes: inout [UInt8]) {
        let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        let isPadded = field.utf8.first == UInt8(ascii: " ") || field.utf8.last == UInt8(ascii: " ")
        guard isPadded || field.utf8.contains(where: special.contains) else {
            bytes += field.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The text with `'` before it when its first character would start a formula.
    static func guarded(_ text: String) -> String {
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"), 0:
            "'" + text
        default: text
        }
    }
}
