package import FoundationEssentials

extension Table {
    /// The table as Markdown, for a ticket or a chat: the columns of the page, values as people read them.
    ///
    /// - Source: GitHub Flavored Markdown, section 4.10.
    /// - Shape: every value stays in its cell and is text: no markup, link or line of its own.
    package func markdown(now: Date) -> [UInt8] {
        let heads = columns.map { Self.escaped($0.title) }
        let rules = columns.map { $0.form.isNumeric ? "---:" : "---" }
        var text = Self.line(heads) + Self.line(rules)
        for row in rows {
            text += Self.line(columns.indices.map { Self.escaped(self.text(of: row, at: $0, now: now)) })
        }
        if !isComplete {
            let whole = cells.count(where: \.isComplete)
            text += "\n\(whole) of \(cells.count) cells could be read whole; rows may be missing.\n"
        }
        return Array(text.utf8)
    }

    static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    /// `text` in one line, with everything that Markdown or HTML would take for its own behind a backslash or as a reference.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "|", "*", "[", "]", "`", "~", "_": result += "\\\(scalar)"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default:
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: result += " "
                case .format: continue
                default: result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}

extension Form {
    /// Whether its values stand in a column better by their last digit.
    fileprivate var isNumeric: Bool {
        switch self {
        case .integer, .decimal, .percent, .bytes, .duration: true
        case .text, .json, .bool, .time, .age, .expiry, .state, .endpoint, .ip, .id, .list, .link, .links: false
        }
    }
}
