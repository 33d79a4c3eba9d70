import Inventory
import JMESPath

extension KindCheck {
    mutating func checkColumns(over row: Outline, kinds: [String]) {
        for column in kind.columns {
            let place = ["columns", column.name]
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
        let known = kind.columns.map(\.name) + Builtin.allCases.map(\.rawValue)
        for (index, shown) in kind.shown.enumerated() {
            guard case .column(let name) = shown, kind.column(name) == nil else { continue }
            report(
                .unknownColumn, at: ["shown", "\(index)"], "there is no column \(quoted(name))", word: name,
                known: known)
        }
    }

    /// Checks that the columns which lead on, own, span and are compared exist.
    mutating func checkUses() {
        let known = kind.columns.map(\.name)
        let uses = [
            ("leads_to", kind.leadsTo), ("belongs_to", kind.belongsTo), ("spans", kind.spans),
            ("compared", kind.compared),
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
    /// The kind whose resources it names.
    fileprivate var target: String? {
        switch self {
        case .link(let target), .links(let target): target
        default: nil
        }
    }

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
