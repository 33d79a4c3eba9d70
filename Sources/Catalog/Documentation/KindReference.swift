package import AWS
package import Inventory
import JMESPath

/// The reference of all kinds, in Markdown.
///
/// - Shape: made of the declarations alone, so that it says what is so; the same kinds give the same text.
package struct KindReference {
    private let kinds: KindSet
    private let models: ModelStore

    package init(_ kinds: KindSet, models: ModelStore) {
        self.kinds = kinds
        self.models = models
    }

    /// The whole page.
    package var text: String {
        var text = """
            # Kinds

            What elastatus knows of AWS. Written by `elastatus kinds doc` from `kinds/*.yaml`; never edited. How to add one stands in
            [kinds-guide.md](kinds-guide.md), what every row has besides its columns in [json-api.md](json-api.md). Columns with ° are shown when asked for.

            | kind | | service | view | read every |
            |---|---|---|---|---|

            """
        for kind in sorted {
            let view = kinds.view(showing: kind.name)?.name ?? ""
            text += row([
                "[`\(kind.name)`](#\(kind.name))", kind.title, "`\(kind.list.service)`",
                view.isEmpty ? "" : "`\(view)`",
                Self.period(kind.every),
            ])
        }
        for kind in sorted { text += "\n" + section(kind) }
        return text
    }

    private var sorted: [Kind] { kinds.kinds.sorted { $0.name < $1.name } }

    private func section(_ kind: Kind) -> String {
        var text = "## \(kind.name)\n\n\(kind.title). "
        text += kind.isGlobal ? "One list per account, under the region `global`.\n" : "Read in every region.\n"
        text += "\n| call | | IAM action |\n|---|---|---|\n" + calls(of: kind)
        if !kind.columns.isEmpty {
            text += "\n| column | title | form | what it is | path |\n|---|---|---|---|---|\n"
            for column in kind.columns {
                text += row([
                    "`\(column.name)`\(kind.shown.contains(.column(column.name)) ? "" : " °")", column.title,
                    Self.form(column), column.help, Self.code(column.value.source),
                ])
            }
        }
        if !kind.endpoints.isEmpty {
            text += "\n| endpoint | host | port | scheme | one for each of |\n|---|---|---|---|---|\n"
            for rule in kind.endpoints {
                text += row(
                    [rule.role, rule.host, rule.port, rule.scheme, rule.each].map { Self.code($0?.source) })
            }
        }
        let facts = facts(of: kind)
        if !facts.isEmpty { text += "\n" + facts.map { "- \($0.0): \($0.1)\n" }.joined() }
        return text
    }

    private func calls(of kind: Kind) -> String {
        var text = call(kind.list, "the list, every \(Self.period(kind.every))")
        let parts = [(kind.attachments, kind.rows == nil ? "row" : "item"), (kind.rowAttachments, "row")]
        for (attachment, part) in parts.flatMap({ attachments, part in attachments.map { ($0, part) } }) {
            switch attachment.source {
            case .each(let made, let condition, let every):
                var words = "`_\(attachment.name)`: one for each \(part)"
                if let condition { words += " where \(Self.code(condition.source))" }
                if let every { words += ", every \(Self.period(every))" }
                text += call(made, words)
            case .batch(let made, _, let size, _, _, _):
                text += call(made, "`_\(attachment.name)`: one for \(size) \(part)s")
            case .join(let made, _, _, _, _): text += call(made, "`_\(attachment.name)`: a list beside the list")
            case .joinKind(let other, _, _, _):
                text += row(["", "`_\(attachment.name)`: the rows of [`\(other)`](#\(other))", ""])
            }
        }
        return text
    }

    private func call(_ call: Kind.Call, _ words: String) -> String {
        let name = OperationName(service: call.service, operation: call.operation)
        return row(["`\(name)`", words, "`\(models.iamAction(for: name))`"])
    }

    private func facts(of kind: Kind) -> [(String, String)] {
        var facts: [(String, String)] = [("id", Self.code(kind.id.source))]
        if !kind.idDigest.isEmpty {
            facts[0].1 += ", or a digest of \(kind.idDigest.map { Self.code($0.source) }.joined(separator: ", "))"
        }
        switch kind.arn {
        case .none: break
        case .expression(let path): facts.append(("ARN", Self.code(path.source)))
        case .format(let format): facts.append(("ARN", Self.code(format.template)))
        }
        let paths = [
            ("items", kind.items), ("rows", kind.rows), ("name", kind.displayName), ("state", kind.state),
            ("created", kind.created), ("tags", kind.tags),
        ]
        for (name, path) in paths { if let path { facts.append((name, Self.code(path.source))) } }
        let uses = [
            ("leads to", kind.leadsTo), ("belongs to", kind.belongsTo), ("spans", kind.spans),
            ("compared", kind.compared), ("aligned by", kind.alignedBy),
        ]
        for (use, columns) in uses where !columns.isEmpty {
            facts.append((use, columns.map { "`\($0)`" }.joined(separator: ", ")))
        }
        if let words = kind.notCompared { facts.append(("not compared", words)) }
        if !kind.parts.isEmpty { facts.append(("tables of its page", kind.parts.map(\.title).joined(separator: ", "))) }
        if let show = kind.showing { facts.append(("command", Self.code(show.format.template))) }
        if !kind.changing.isEmpty {
            facts.append(("commands that elastatus never runs", kind.changing.map(\.title).joined(separator: ", ")))
        }
        if !kind.volatile.isEmpty {
            facts.append(("no history", kind.volatile.map { Self.code($0.source) }.joined(separator: ", ")))
        }
        return facts
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    private static func form(_ column: Column) -> String {
        let unit = column.unit.map { " in \($0.rawValue)" } ?? ""
        return switch column.form {
        case .link(let kind): "link to [`\(kind)`](#\(kind))\(column.isBack ? ", which refers to this" : "")"
        case .links(let kind): "links to [`\(kind)`](#\(kind))\(column.isBack ? ", which refer to this" : "")"
        default: "\(column.form)\(unit)"
        }
    }

    private static func period(_ every: Duration) -> String {
        let seconds = every.components.seconds
        return seconds % 3_600 == 0
            ? "\(seconds / 3_600) h" : seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }

    /// Code in a cell of a table: bars are escaped, backticks fenced.
    private static func code(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        let line = text.replacing("\n", with: " ").replacing("|", with: "\\|")
        return line.contains("`") ? "`` \(line) ``" : "`\(line)`"
    }
}
