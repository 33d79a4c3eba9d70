import Document
import HTTPServer
import Inventory

extension WebApplication {
    /// A resource's page or twin.
    ///
    /// An exact id comes before any suffix, so that a table named `orders.csv` is one.
    func resource(
        _ key: ResourceKey, _ format: Route.Format, document: SourceLanguage = .json, refreshed note: RefreshNote? = nil
    ) -> HTTPReply {
        let snapshot = snapshots.current
        if let resource = snapshot.resource(key), let kind = snapshot.kinds.kind(key.kind) {
            return .now(show(resource, kind, format, document, refreshed: note, in: snapshot))
        }
        if let elsewhere = Self.elsewhere(key, in: snapshot) {
            return .now(Answer.redirect(307, to: Route.resource(elsewhere, format).path))
        }
        for language in [SourceLanguage.json, .yaml]
        where key.kind == "cloudformation" && key.id.hasSuffix(language.suffix) {
            let id = String(key.id.dropLast(language.suffix.count))
            let stack = ResourceKey(account: key.account, region: key.region, kind: key.kind, id: id)
            if snapshot.resource(stack) != nil { return template(stack, .file(language)) }
        }
        for (suffix, twin) in [(".json", Route.Format.json), (".yaml", .yaml)]
        where format == .html && key.id.hasSuffix(suffix) {
            let whole = ResourceKey(
                account: key.account, region: key.region, kind: key.kind, id: String(key.id.dropLast(suffix.count)))
            if let resource = snapshot.resource(whole), let kind = snapshot.kinds.kind(key.kind) {
                return .now(Answer.revalidated(show(resource, kind, twin, document, refreshed: nil, in: snapshot)))
            }
        }
        return .now(answer(missing(key, in: snapshot), format))
    }

    private func show(
        _ resource: Resource, _ kind: Kind, _ format: Route.Format, _ language: SourceLanguage,
        refreshed note: RefreshNote?, in snapshot: Snapshot
    ) -> HTTPResponse {
        live.looked(at: [resource.key.cell])
        var document = resource.rowObject(of: kind)
        if snapshot.cells[resource.key.cell]?.isUnconfirmed(resource.id) == true { document["unconfirmed"] = true }
        document["raw"] = resource.raw.value
        switch format {
        case .html:
            let page = DetailPage(
                site: site, snapshot: snapshot, resource: resource, kind: kind, now: site.now(), language: language,
                refreshed: note)
            return self.page("detail", page.data())
        case .json: return Answer.json(200, Value.object(document).json(pretty: true))
        case .yaml: return Answer.data(type: "application/yaml", Value.object(document).yaml())
        case .twin:
            return Answer.text(400, "A resource is given as JSON or YAML.")
        }
    }

    /// Where a resource really stands: under its kind when a view was named, in `global` when a region was.
    private static func elsewhere(_ key: ResourceKey, in snapshot: Snapshot) -> ResourceKey? {
        let known = snapshot.regions.contains(key.region) || key.region == CellKey.globalRegion
        for kind in snapshot.kinds.kinds(of: key.kind) where known {
            let region = kind.isGlobal ? CellKey.globalRegion : key.region
            let real = ResourceKey(account: key.account, region: region, kind: kind.name, id: key.id)
            if real != key, snapshot.resource(real) != nil { return real }
        }
        return nil
    }

    /// Why there is nothing, part by part, and what was probably meant.
    private func missing(_ key: ResourceKey, in snapshot: Snapshot) -> Message {
        let table = TableRequest(
            accounts: .names([key.account]), regions: .names([key.region]), word: key.kind, size: Route.pageSize)
        // What the table of its neighbours would complain about is wrong here too.
        do { _ = try Table(table, over: snapshot, now: site.now()) } catch {
            return Message(error, in: table, snapshot: snapshot)
        }
        let shown = VisibleText.cell(key.id).text
        var message = Message(
            status: 404, title: "Not found",
            words: "There is no “\(shown)” among \(snapshot.kinds.title(of: key.kind)) here.")
        let places = snapshot.kinds.kinds(of: key.kind).flatMap { snapshot.places(of: key.id, kind: $0.name) }
        message.ways = places.prefix(10).map { place in
            Message.Way(text: "\(place.id) in \(place.account) / \(place.region)", route: .resource(place, .html))
        }
        let cells = snapshot.kinds.kinds(of: key.kind).compactMap { kind in
            snapshot.cells[CellKey(account: key.account, region: key.region, kind: kind.name)]
        }
        for cell in cells where !cell.isComplete {
            message.detail = "Not everything could be read: \(cell.error?.words ?? cell.status.title)"
        }
        let ids = cells.flatMap { $0.rows.prefix(2000).map(\.key) }
        let near = nearest(to: key.id, among: ids.map(\.id))
        message.ways += near.compactMap { name in ids.first { $0.id == name } }
            .map { Message.Way(text: $0.id, route: .resource($0, .html)) }
        message.ways.append(Message.Way(text: "All \(snapshot.kinds.title(of: key.kind))", route: .table(table, .html)))
        return message
    }

    /// How a template is wanted.
    enum TemplateForm {
        /// In a page; nil is as it was written.
        case page(SourceLanguage?)
        case file(SourceLanguage)
    }

    /// A stack's template, fetched while the client waits.
    func template(_ key: ResourceKey, _ form: TemplateForm) -> HTTPReply {
        let snapshot = snapshots.current
        guard let stack = snapshot.resource(key) else { return .now(answer(missing(key, in: snapshot), .html)) }
        return .later {
            do throws(CellError) {
                let text = try await live.template(account: key.account, region: key.region, stack: key.id)
                let template = StackTemplate(text)
                switch form {
                case .file(let language): return Self.download(template, as: language, named: stack.name)
                case .page(let language):
                    let shown = TemplatePage(
                        site: site, snapshot: snapshot, stack: stack, template: template, language: language,
                        now: site.now())
                    return page("template", shown.data())
                }
            } catch {
                return page(Self.message(about: error, stack: stack))
            }
        }
    }

    /// What cannot be turned into another language is given as it was written, under its own name.
    private static func download(
        _ template: StackTemplate, as language: SourceLanguage, named name: String
    ) -> HTTPResponse {
        var (text, language) = (template.text, language)
        do { text = try template.text(in: language) } catch { language = template.language }
        return Answer.data(
            type: language.type, Array(text.utf8), headers: [Answer.attachment(name + language.suffix)])
    }

    private static func message(about error: CellError, stack: Resource) -> Message {
        let status =
            switch error.code {
            case .notFound: 404
            case .timeout: 504
            default: 502
            }
        return Message(
            status: status, title: "No template", words: "The template could not be read. \(error.words)",
            detail: VisibleText.cell(error.message).text,
            ways: [Message.Way(text: "Back to the stack \(stack.name)", route: .resource(stack.key, .html))])
    }
}
