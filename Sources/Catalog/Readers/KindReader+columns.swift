import Document
import Inventory

extension KindReader {
    private static let columnKeys = ["value", "title", "help", "form", "unit", "to", "back"]

    /// Words that rows have already, or that filters give a meaning of their own.
    static let reservedWords = Set(Builtin.allCases.map(\.rawValue)).union(["tag", "raw", "problems", "kept", "ip"])

    /// The words that may stand under `form`.
    static let forms = Form.words.keys.sorted() + ["link", "links"]

    /// The columns in `node`; with `mayTakeAnyWord` their names are no keys of a row, and so may be words that every row has.
    mutating func columns(_ node: YAMLNode?, mayTakeAnyWord: Bool = false) -> [Column] {
        guard let node,
            let fields = Fields(node, of: "columns", limit: Defaults.columns, problems: &problems)
        else { return [] }
        return fields.entries.compactMap { column($0.key, $0.value, mayTakeAnyWord) }
    }

    /// Reads one entry of `parts`.
    mutating func part(_ node: YAMLNode) -> Kind.Part? {
        let required = ["title", "in", "columns"]
        guard
            let fields = Fields(
                node, of: "a part", known: required + ["empty"], required: required, problems: &problems)
        else { return nil }
        let title = problems.text(fields["title"], "title", limit: Defaults.titleLength)
        let rows = problems.expression(fields["in"], "in")
        let empty = problems.text(fields["empty"], "empty", limit: Defaults.helpLength)
        let columns = self.columns(fields["columns"], mayTakeAnyWord: true)
        guard let title, let rows, !columns.isEmpty else { return nil }
        return Kind.Part(title: title, rows: rows, empty: empty, columns: columns)
    }

    private mutating func column(_ key: YAMLNode, _ node: YAMLNode, _ mayTakeAnyWord: Bool) -> Column? {
        let name = columnName(key, mayTakeAnyWord)
        guard
            let fields = Fields(
                node, of: "a column", known: Self.columnKeys, required: ["value", "help"], problems: &problems)
        else { return nil }
        let value = problems.expression(fields["value"], "value")
        let title = problems.text(fields["title"], "title", limit: Defaults.titleLength)
        let help = self.help(fields["help"])
        let form = self.form(fields)
        let unit = self.unit(fields["unit"], of: form)
        let isBack = problems.flag(fields["back"], "back")
        if let node = fields["back"], let form, form.target == nil {
            problems.add(.badForm, at: node, "back belongs to the forms link and links")
        }
        guard let name, let value, let help, let form else { return nil }
        return Column(
            name: name, title: title ?? Word.title(of: name), help: help, value: value, form: form, unit: unit,
            isBack: isBack)
    }

    private mutating func columnName(_ node: YAMLNode, _ mayTakeAnyWord: Bool) -> String? {
        guard let name = node.scalar else { return nil }
        guard Word.isSnake(name) else {
            problems.add(
                .badName, at: node, "a column is one permanent word in snake_case",
                suggestion: Word.correction(of: name, separator: "_"))
            return nil
        }
        guard mayTakeAnyWord || !Self.reservedWords.contains(name) else {
            problems.add(.nameTaken, at: node, "every row has \(quoted(name)) already; the column needs another word")
            return nil
        }
        return name
    }

    private mutating func help(_ node: YAMLNode?) -> String? {
        guard let node, let text = problems.text(node, "help", limit: Defaults.helpLength) else { return nil }
        guard let first = text.first, first.isUppercase || first.isNumber, text.hasSuffix("."), text.contains(" ")
        else {
            problems.add(
                .badHelp, at: node,
                "help is a sentence: more than one word, with a capital at its beginning and a full stop at its end")
            return nil
        }
        return text
    }

    private mutating func form(_ fields: Fields) -> Form? {
        let target = problems.text(fields["to"], "to")
        guard let node = fields["form"] else {
            if let node = fields["to"] {
                problems.add(.badForm, at: node, "to belongs to the forms link and links")
            }
            return .text
        }
        guard let word = problems.text(node, "form") else { return nil }
        let form: Form? =
            switch word {
            case "link": target.map { .link(to: $0) }
            case "links": target.map { .links(to: $0) }
            default: Form.words[word]
            }
        guard Form.words[word] != nil || ["link", "links"].contains(word) else {
            problems.addUnknown(
                .badForm, at: node, "there is no form \(quoted(word))", word: word,
                known: Self.forms)
            return nil
        }
        switch form {
        case .link, .links: break
        case nil: problems.add(.badForm, at: node, "the form \(word) needs to, the kind it links to")
        default:
            if let node = fields["to"] {
                problems.add(.badForm, at: node, "to belongs to the forms link and links")
            }
        }
        return form
    }

    private mutating func unit(_ node: YAMLNode?, of form: Form?) -> Unit? {
        guard let node, let text = problems.text(node, "unit") else { return nil }
        guard let unit = Unit(rawValue: text) else {
            let known = Unit.allCases.map(\.rawValue)
            let nearest = known.first { $0.lowercased() == text.lowercased() }
            problems.add(
                .badUnit, at: node, "a unit is one of \(known.joined(separator: ", "))", suggestion: nearest)
            return nil
        }
        let wanted: Form = unit.isOfTime ? .duration : .bytes
        if let form, form != wanted {
            problems.add(
                .badUnit, at: node, "the unit \(text) belongs to the form \(wanted == .bytes ? "bytes" : "duration")")
            return nil
        }
        return unit
    }
}

extension Unit {
    /// Whether it counts time rather than bytes.
    fileprivate var isOfTime: Bool {
        switch self {
        case .bytes, .kibibytes, .mebibytes, .gibibytes, .tebibytes: false
        case .milliseconds, .seconds, .minutes, .hours, .days: true
        }
    }
}

extension Form {
    /// The forms that are one word; `link` and `links` name a kind besides.
    fileprivate static let words: [String: Form] = [
        "text": .text, "integer": .integer, "decimal": .decimal, "bool": .bool, "json": .json, "bytes": .bytes,
        "duration": .duration, "time": .time, "age": .age, "expiry": .expiry, "state": .state, "endpoint": .endpoint,
        "ip": .ip,
        "id": .id, "list": .list, "percent": .percent,
    ]
}
