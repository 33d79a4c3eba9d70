import Inventory
import Templating

extension TablePage {
    /// Columns that can be hidden, columns and tags that can be shown besides: lists of their own, so that it works without
    /// scripts.
    func writeChooser(to data: inout TemplateData) {
        var plain = request
        plain.added = []
        plain.hidden = []
        plain.next = nil
        for item in (try? Target(Route.table(plain, .html).path))?.query ?? [] {
            data.section("CHOOSER_HIDDEN") {
                $0.set("NAME", item.name)
                $0.set("VALUE", item.value)
            }
        }
        let usual = table.columns.filter { !request.added.contains($0.name) }
        let hidden = request.hidden.compactMap { name in choices.first { $0.name == name } }
        for column in usual + hidden {
            let isHidden = request.hidden.contains(column.name)
            option("HIDE", column, isChosen: isHidden, to: &data)
        }
        let listed = Set((usual + hidden).map(\.name))
        for column in choices where !listed.contains(column.name) {
            option("ADD", column, isChosen: request.added.contains(column.name), to: &data)
        }
        for key in tagKeys {
            data.section("TAG") {
                $0.set("KEY", VisibleText.cell(key, limit: 60).text)
                $0.set("NAME", "tag:\(key)")
                if request.added.contains("tag:\(key)") { $0.show("CHOSEN") }
            }
        }
    }

    /// The keys of tags that are shown, then the commonest others.
    private var tagKeys: [String] {
        var seen: Set<String> = []
        let shown = request.added.filter { $0.hasPrefix("tag:") }.map { String($0.dropFirst(4)) }
        let common = table.facets.first { $0.name == Builtin.tags.rawValue }?.choices.compactMap(\.text) ?? []
        return (shown + common).filter { seen.insert($0).inserted }
    }

    private func option(_ section: StaticString, _ column: TableColumn, isChosen: Bool, to data: inout TemplateData) {
        data.section(section) {
            $0.set("NAME", column.name)
            $0.set("TITLE", column.title)
            $0.set("HELP", column.help)
            if isChosen { $0.show("CHOSEN") }
        }
    }

    /// Every column that any of the table's kinds has.
    private var choices: [TableColumn] {
        var seen: Set<String> = []
        let builtins = Builtin.allCases.map {
            TableColumn(name: $0.rawValue, title: $0.title, help: $0.help, form: $0.form)
        }
        let own = table.kinds.flatMap(\.columns).map {
            TableColumn(name: $0.name, title: $0.title, help: $0.help, form: $0.form)
        }
        return (own + builtins).filter { seen.insert($0.name).inserted }
    }
}
