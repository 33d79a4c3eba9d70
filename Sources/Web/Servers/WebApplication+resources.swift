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
        for suffix in [".json", ".yaml"] where key.kind == "cloudformation" && key.id.hasSuffix(suffix) {
            let stack = ResourceKey(
                account: key.account, region: key.region, kind: key.kind, id: String(key.id.dropLast(suffix.count)))
            if snapshot.resource(stack) != nil { return template(stack, asPage: false) }
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

    /// A stack's template as it was written, fetched while the client waits.
    func template(_ key: ResourceKey, asPage: Bool) -> HTTPReply {
        let snapshot = snapshots.current
        guard let stack = snapshot.resource(key) else { return .now(answer(missing(key, in: snapshot), .html)) }
        return .later {
            do throws(CellError) {
                let text = try await live.template(account: key.account, region: key.region, stack: key.id)
                guard asPage else { return Self.download(text, named: stack.name) }
                return page(
                    "template",
                    TemplatePage(site: site, snapshot: snapshot, stack: stack, text: text, now: site.now())
                        .data())
            } catch {
                return page(Self.message(about: error, stack: stack))
            }
        }
    }

    private static func download(_ text: String, named name: String) -> HTTPResponse {
        let template = StackTemplate(text)
        return Answer.data(
            type: template.type, Array(text.utf8), headers: [Answer.attachment(name + template.suffix)])
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
