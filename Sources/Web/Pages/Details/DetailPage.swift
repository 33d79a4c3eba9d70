import Document
import FoundationEssentials
import Inventory
import Templating

/// Everything about one resource.
struct DetailPage {
    let site: Site
    let snapshot: Snapshot
    let resource: Resource
    let kind: Kind
    let now: Date
    /// How the document is shown.
    var language = SourceLanguage.json
    /// The refresh that somebody asked for here.
    var refreshed: RefreshNote?

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let table = TableRequest(
            accounts: .names([resource.key.account]), regions: .names([resource.key.region]), word: kind.name,
            size: Route.pageSize)
        let place = Place(accounts: table.accounts, regions: table.regions, table: table)
        let name = VisibleText.cell(resource.name).text
        Frame(
            site: site, snapshot: snapshot, title: "\(name) · \(kind.title)", place: place,
            page: Route.resource(resource.key, .html)
        ).write(to: &data)
        data.set("TITLE", name)
        data.set("KIND_TITLE", kind.title)
        data.set("KIND_HREF", Route.table(table, .html).path)
        data.set("JSON", Route.resource(resource.key, .json).path)
        data.set("YAML", Route.resource(resource.key, .yaml).path)
        data.set("REFRESH", Route.refresh(target: Route.resource(resource.key, .html).path).path)
        let cells = snapshot.cells[resource.key.cell].map { [$0] } ?? []
        data.conditions(
            of: cells, in: snapshot, accounts: table.accounts, refreshed: refreshed,
            cells: CellRequest(table, kinds: [kind]), now: now)
        writeHead(to: &data)
        writeEndpoints(to: &data)
        let document = resource.raw.value
        writeParts(of: document, to: &data)
        let referrers = site.references.referrers(to: resource, in: snapshot)
        writeFields(referrers, to: &data)
        writeTags(to: &data)
        write(referrers, to: &data)
        writeElsewhere(to: &data)
        writeCommands(to: &data)
        write(document, to: &data)
        return data
    }

    private func writeHead(to data: inout TemplateData) {
        data.section("ID") {
            $0.set("V", VisibleText.cell(resource.key.id).text)
            $0.copyButton(resource.key.id)
        }
        if let arn = resource.arn {
            data.section("ARN") {
                $0.set("V", VisibleText.showing(arn))
                $0.copyButton(arn)
            }
        }
        if let state = resource.state {
            data.section("STATE_NOW") {
                $0.set("V", VisibleText.cell(state).text)
                $0.set("TONE", StateTone(of: state).rawValue)
            }
        }
        if resource.isKept { data.show("KEPT_ROW") }
        if let cell = snapshot.cells[resource.key.cell], cell.isUnconfirmed(resource.id) {
            let next = cell.nextTry.map { " \(Moments.relative(max($0, now), now: now))" } ?? ""
            data.section("TROUBLE") {
                $0.set(
                    "WORDS",
                    "Unconfirmed: AWS's last answer does not have it any more; AWS is asked again\(next) before that is believed."
                )
            }
        }
        for problem in resource.problems {
            data.section("TROUBLE") { $0.set("WORDS", words(problem)) }
        }
        writeConsole(to: &data)
        if kind.name == "cloudformation" {
            data.section("TEMPLATE") { data in
                data.set("VIEW", Route.template(resource.key, nil).path)
                for language in [SourceLanguage.json, .yaml] {
                    let file = ResourceKey(
                        account: resource.key.account, region: resource.key.region, kind: resource.key.kind,
                        id: resource.key.id + language.suffix)
                    data.section("FILE") {
                        $0.set("NAME", "Template \(language.suffix)")
                        $0.set("HREF", Route.resource(file, .html).path)
                    }
                }
            }
        }
    }

    private func words(_ problem: RowProblem) -> String {
        guard let date = problem.answeredAt else {
            return "\(problem.call) could not be read: \(problem.code.rawValue)."
        }
        return
            "What \(problem.call) tells is of \(Moments.short(date, now: now)): it could not be read since (\(problem.code.rawValue))."
    }

    private func writeEndpoints(to data: inout TemplateData) {
        guard !resource.endpoints.isEmpty else { return }
        // A host alone is worth a button of its own only where there are ports.
        let hasPorts = resource.endpoints.contains { $0.port != nil }
        data.section("ENDPOINTS") { data in
            if hasPorts { data.show("HOSTS") }
            for endpoint in resource.endpoints {
                data.section("ENDPOINT") {
                    $0.set("ROLE", VisibleText.cell(endpoint.role).text)
                    $0.set("ADDRESS", VisibleText.showing(endpoint.address))
                    $0.set("SCHEME", endpoint.scheme.map { VisibleText.cell($0).text } ?? "–")
                    $0.copyButton(endpoint.address)
                    if hasPorts { $0.section("HOST") { $0.copyButton(endpoint.host) } }
                }
            }
        }
    }

    /// What it is, where it leads, then everything else; what has no value is named in one line.
    private func writeFields(_ referrers: Referrers, to data: inout TemplateData) {
        let painter = CellPainter(snapshot: snapshot, now: now, isWhole: true)
        data.section("FIELDS") { data in
            for builtin in [Builtin.name, .account, .region, .created_at, .env, .stack] {
                let column = TableColumn(
                    name: builtin.rawValue, title: builtin.title, help: builtin.help, form: builtin.form)
                let view: CellView =
                    builtin == .name
                    ? .text(VisibleText.showing(resource.name, keepsLines: true))
                    : painter.view(
                        of: resource.value(of: builtin), plan: ColumnPlan(column, besideName: true), row: resource,
                        path: "")
                field(column, view, to: &data)
            }
        }
        var groups: [(title: String, fields: [(TableColumn, CellView)])] = [("Leads to", []), ("Details", [])]
        var empty: [String] = []
        for (column, value) in zip(kind.columns, resource.columns) {
            let shown = TableColumn(name: column.name, title: column.title, help: column.help, form: column.form)
            let view = painter.view(of: value, plan: ColumnPlan(shown, besideName: true), row: resource, path: "")
            if view == .none {
                empty.append(column.title)
            } else if !column.isBack || !referrers.tell(value, of: column) {
                groups[column.form.target == nil ? 1 : 0].fields.append((shown, view))
            }
        }
        for group in groups where !group.fields.isEmpty {
            data.section("FIELDS") { data in
                data.section("GROUP", "TITLE", group.title)
                for (column, view) in group.fields { field(column, view, to: &data) }
            }
        }
        if !empty.isEmpty { data.section("VALUELESS", "NAMES", empty.joined(separator: ", ")) }
    }

    private func field(_ column: TableColumn, _ view: CellView, to data: inout TemplateData) {
        data.section("FIELD") {
            $0.set("NAME", column.title)
            $0.set("HELP", column.help)
            $0.cell(view)
        }
    }

    private func writeTags(to data: inout TemplateData) {
        guard !resource.tags.isEmpty else { return }
        data.section("TAGS") { data in
            for tag in resource.tags {
                data.section("TAG_ROW") {
                    $0.set("K", VisibleText.showing(tag.key))
                    $0.set("V", VisibleText.showing(bounded(tag.value), keepsLines: true))
                }
            }
        }
    }

    /// The same id of the same kind in other accounts and regions.
    private func writeElsewhere(to data: inout TemplateData) {
        let others = snapshot.places(of: resource.key.id, kind: kind.name).filter { $0 != resource.key }
        guard !others.isEmpty else { return }
        data.section("ELSEWHERE") { data in
            for key in others.prefix(50) {
                data.section("PLACE") {
                    $0.set("NAME", "\(key.account) / \(key.region)")
                    $0.set("HREF", Route.resource(key, .html).path)
                }
            }
        }
    }

    /// Everything AWS said, coloured and linked.
    private func write(_ value: Value, to data: inout TemplateData) {
        let links = DocumentLinks(of: resource, kind: kind, snapshot: snapshot, references: site.references)
        let source = SourceView(language == .json ? value.json(pretty: true) : value.yaml(), language) {
            links.path(of: $0, under: $1)
        }
        for (name, form, route) in [
            ("JSON", SourceLanguage.json, Route.resource(resource.key, .html)),
            ("YAML", .yaml, .document(resource.key)),
        ] {
            data.section("LANGUAGE") {
                $0.set("NAME", name)
                $0.set("HREF", route.path + "#raw")
                if form == .yaml { $0.section("KEY", "V", "y") }
                if form == language { $0.show("CURRENT") }
            }
        }
        source.write(to: &data)
    }

    /// A page shows at most 1 MiB of a text; the JSON twin has all of it.
    private func bounded(_ text: String) -> String {
        guard text.utf8.count > 1 << 20 else { return text }
        return String(decoding: text.utf8.prefix(1 << 20), as: UTF8.self)
            + "… (\(Amounts.grouped(text.utf8.count)) bytes in all)"
    }
}

extension Snapshot {
    /// Every resource of `kind` with this id, in the order of accounts and regions.
    ///
    /// - Cost: one binary search per cell of the kind.
    func places(of id: String, kind: String) -> [ResourceKey] {
        accounts.flatMap { account in
            (account.regions + [CellKey.globalRegion]).compactMap { region in
                let key = ResourceKey(account: account.name, region: region, kind: kind, id: id)
                return resource(key) == nil ? nil : key
            }
        }
    }
}
