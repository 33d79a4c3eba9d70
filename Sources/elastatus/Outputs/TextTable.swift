/// Columns of text in aligned lines.
struct TextTable {
    let header: [String]
    var rows: [[String]] = []
    /// No cell is wider than this many characters; longer ones end in `…`.
    var widestCell = 60

    init(header: [String]) { self.header = header }

    /// The lines, the last column unpadded.
    var text: String {
        let lines = [header] + rows.map { $0.map { Self.cut(Terminal.plain($0), to: widestCell) } }
        var widths = header.map(\.count)
        for line in lines {
            for (column, cell) in line.enumerated() { widths[column] = max(widths[column], cell.count) }
        }
        return lines.map { line in
            line.enumerated().map { column, cell in
                column == line.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        text.count > limit ? text.prefix(limit - 1) + "…" : text
    }
}
