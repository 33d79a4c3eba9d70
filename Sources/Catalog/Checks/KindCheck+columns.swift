import Inventory
import JMESPath

extension KindCheck {
    mutating func checkColumns(over row: Outline, kinds: [String]) {
        check(kind.columns, over: row, under: [], kinds: kinds)
        let known = kind.columns.map(\.name) + Builtin.allCases.map(\.rawValue)
        for (index, shown) in kind.shown.enumerated() {
            guard case .column(let name) = shown, kind.column(name) == nil else { continue }
            report(
                .unknownColumn, at: ["shown", "\(index)"], "there is no column \(quoted(name))", word: name,
                known: known)
        }
    }

    /// Checks the tables of a resource's page; the rows of other kinds are not in its document.
    mutating func checkParts(over document: Outline, kinds: [String]) {
        for (index, part) in kind.parts.enumerated() {
            let place = ["parts", "\(index)"]
            let element = element(part.rows, over: document, at: place + ["in"]).asItem.adding(["_parent": document])
            check(part.columns, over: element, under: place, kinds: kinds)
        }
    }

    private mutating func check(_ columns: [Column], over row: Outline, under path: [String], kinds: [String]) {
        for column in columns {
            let place = path + ["columns", column.name]
            if let found = check(column.value, over: row, at: place + ["value"]), let classes = found.classes,
                let odd = classes.sorted(by: { $0.name < $1.name }).first(where: { !column.form.takes($0) })
            {
                report(
                    .badForm, at: place + ["value"],
                    "\(quoted(column.value.source)) gives \(odd.name), which the form of this column cannot show")
            }
            if let target = column.form.target, !kinds.contains(target) {
                report(
                    .unknownKind, at: place + ["to"], "there is no kind \(quoted(target))", word: target, known: kinds)
            }
        }
    }

    /// Checks that the columns which lead on, own, span and are compared exist.
    mutating func checkUses() {
        let known = kind.columns.map(\.name)
        let uses = [
            ("leads_to", kind.leadsTo), ("belongs_to", kind.belongsTo), ("spans", kind.spans),
            ("compared", kind.compared), ("aligned_by", kind.alignedBy),
        ]
        for (use, names) in uses {
            for (index, name) in names.enumerated() where !known.contains(name) {
                report(
                    .unknownColumn, at: [use, "\(index)"], "there is no column \(quoted(name))", word: name,
                    known: known)
            }
        }
        for (index, name) in kind.belongsTo.enumerated() {
            if let column = kind.column(name)?.column, column.form.target == nil {
                report(.badForm, at: ["belongs_to", "\(index)"], "\(quoted(name)) is no link, so it names no owner")
            }
        }
    }

    /// Checks the `{places}` of the ARN and the console address.
    mutating func checkPlaces() {
        let places = ["partition", "region", "account_id", "id", "name"]
        let columns = kind.columns.map(\.name)
        if case .format(let format) = kind.arn {
            check(format, at: ["arn", "format"], known: places + columns, begins: "arn:{partition}:")
        }
        if let console = kind.console {
            check(console, at: ["console"], known: places + ["arn", "console"] + columns, begins: "https://")
        }
    }

    /// Checks the commands: words of a shell without anything that a shell reads, options and places.
    mutating func checkCommands() {
        let known = ["partition", "region", "account_id", "id", "name", "arn"] + kind.columns.map(\.name)
        if let show = kind.showing { check(show, at: ["commands", "show"], known: known, mayOnlyRead: true) }
        for command in kind.changing {
            check(command, at: ["commands", "change", command.title], known: known, mayOnlyRead: false)
        }
    }

    private mutating func check(_ command: Kind.Command, at path: [String], known: [String], mayOnlyRead: Bool) {
        check(command.format, at: path, known: known, begins: "aws ")
        let text = command.format.template
        // Quotes, variables and the like would make of a value more than a word.
        if let odd = text.first(where: { !Self.commandCharacters.contains($0) }) {
            report(
                .badCommand, at: path,
                "a command has no \(quoted(String(odd))): values are quoted where they are put in")
        }
        let words = text.split(separator: " ").map(String.init)
        if words.contains(where: { ["--region", "--profile"].contains($0) || $0.hasPrefix("--region=") }) {
            report(.badCommand, at: path, "--region and --profile are added to every command")
        }
        guard mayOnlyRead, words.count > 2 else { return }
        let verb = words[2].prefix { $0 != "-" }
        if !["describe", "get", "list", "head", "search", "lookup"].contains(verb) {
            report(.badCommand, at: path, "show only reads; \(quoted(words[2])) stands under change")
        }
    }

    private static let commandCharacters = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,{} ")

    private mutating func check(_ format: Kind.Format, at path: [String], known: [String], begins: String) {
        guard format.template.hasPrefix(begins) else {
            report(.badPlace, at: path, "this begins with \(begins)")
            return
        }
        let opening = format.template.count { $0 == "{" }
        guard opening == format.places.count, opening == format.template.count(where: { $0 == "}" }) else {
            report(.badPlace, at: path, "a { without its }")
            return
        }
        for place in format.places where !known.contains(place) {
            report(.badPlace, at: path, "there is no place {\(place)}", word: place, known: known)
        }
    }
}

extension Form {
    /// Whether a value of this class can be shown in this form.
    fileprivate func takes(_ found: OutlineClass) -> Bool {
        switch self {
        case .json: true
        case .list, .links: found != .object
        case .text, .id, .ip, .endpoint, .state, .link:
            [.scalar(.text), .scalar(.number), .scalar(.truth), .scalar(.time)].contains(found)
        case .integer, .decimal, .percent, .bytes, .duration: [.scalar(.number), .scalar(.text)].contains(found)
        case .bool: [.scalar(.truth), .scalar(.text)].contains(found)
        case .time, .age, .expiry: [.scalar(.time), .scalar(.text), .scalar(.number)].contains(found)
        }
    }
}
