import Document
import FoundationEssentials
import Inventory

/// Turns values into what a page shows of them.
struct CellPainter {
    let snapshot: Snapshot
    let now: Date
    /// Whether the whole value is wanted, as on a detail page, or what fits a table.
    let isWhole: Bool

    /// Elements of a list in a table cell.
    private static let listLimit = 5
    /// Bytes of one value on a detail page; the JSON twin has all of a longer one.
    private static let wholeBytes = 256 << 10

    /// The view of a table's or detail page's value.
    ///
    /// - Shape: `builtin` is what the column's name stands for, looked up once for a whole table.
    func view(of value: Value, named name: String, form: Form, builtin: Builtin?, of row: Resource) -> CellView {
        switch builtin {
        case .name: .links([Link(text: fit(row.name), path: path(row.key), copy: nil)], more: 0)
        case .id: .links([Link(text: fit(row.key.id), path: path(row.key), copy: row.key.id)], more: 0)
        case .kind: .text(snapshot.kinds.kind(row.key.kind)?.title ?? row.key.kind)
        case .account:
            .links(
                [Link(text: row.key.account, path: Route.place(.names([row.key.account]), nil).path, copy: nil)],
                more: 0)
        case .region:
            .links(
                [
                    Link(
                        text: row.key.region,
                        path: Route.place(.names([row.key.account]), .names([row.key.region])).path, copy: nil)
                ], more: 0)
        case .tags: tags(row.tags)
        case .endpoints: list(row.endpoints.map { "\($0.role) \($0.address)" })
        default: view(of: value, named: name, form: form, near: row.key)
        }
    }

    /// The view of a kind's own column: a port is a number that nobody counts with.
    func view(of value: Value, named name: String, form: Form, near place: ResourceKey) -> CellView {
        if name == "port", let port = value.integer { return .number(String(port), exact: "") }
        return view(of: value, form: form, near: place)
    }

    private typealias Link = CellView.Link

    /// The view of a value by its form.
    func view(of value: Value, form: Form, near place: ResourceKey) -> CellView {
        if value.isNull { return .none }
        return switch form {
        case .text: text(value)
        case .integer: value.integer.map { .number(Amounts.grouped($0), exact: "") } ?? number(value, Self.decimal)
        case .decimal: number(value, Self.decimal)
        case .percent: number(value) { "\(Self.decimal($0)) %" }
        case .bytes: number(value, Humanised.bytes)
        case .duration: number(value, Humanised.duration)
        case .bool: value.bool.map { .text($0 ? "yes" : "no") } ?? text(value)
        case .state: value.string.map { .state(fit($0), StateTone(of: $0)) } ?? text(value)
        case .time: time(value) { Moments.relative($0, now: now) }
        case .age: time(value) { Humanised.age(of: $0, now: now) }
        case .endpoint, .ip, .id: value.string.map { .copyable(fit($0), copy: $0) } ?? text(value)
        case .list: value.array.map { list($0.map(plain)) } ?? text(value)
        case .link(let kind): links([value], to: kind, near: place)
        case .links(let kind): links(value.array ?? [value], to: kind, near: place)
        case .json: json(value)
        }
    }

    private func fit(_ text: String) -> String {
        guard isWhole else { return VisibleText.cell(text).text }
        guard text.utf8.count > Self.wholeBytes else { return VisibleText.showing(text, keepsLines: true) }
        let kept = String(decoding: text.utf8.prefix(Self.wholeBytes), as: UTF8.self)
        return VisibleText.showing(kept, keepsLines: true) + "… (\(Amounts.grouped(text.utf8.count)) bytes in all)"
    }

    private func plain(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .null: "–"
        case .bool(let flag): flag ? "yes" : "no"
        case .integer(let number): String(number)
        default: String(decoding: value.json(), as: UTF8.self)
        }
    }

    private func text(_ value: Value) -> CellView {
        let text = plain(value)
        return text.isEmpty ? .none : .text(fit(text))
    }

    private func number(_ value: Value, _ write: (Double) -> String) -> CellView {
        guard let number = value.double else { return text(value) }
        let shown = write(number)
        let exact = plain(value)
        return .number(shown, exact: shown.hasPrefix(exact + " ") || shown == exact ? "" : exact)
    }

    private static func decimal(_ number: Double) -> String {
        let hundredths = (number * 100).rounded() / 100
        return hundredths == hundredths.rounded() && hundredths.magnitude < 1e15
            ? Amounts.grouped(Int(hundredths)) : String(hundredths)
    }

    private func time(_ value: Value, _ write: (Date) -> String) -> CellView {
        guard let text = value.string, let date = Timestamp.parse(text) else { return self.text(value) }
        return .time(write(date), iso: Timestamp.text(date), exact: Moments.exact(date))
    }

    private func list(_ texts: [String]) -> CellView {
        if texts.isEmpty { return .none }
        let limit = isWhole ? texts.count : Self.listLimit
        return .list(texts.prefix(limit).map(fit), more: max(0, texts.count - limit))
    }

    private func tags(_ tags: [Tag]) -> CellView {
        if tags.isEmpty { return .none }
        let limit = isWhole ? tags.count : Self.listLimit
        return .tags(
            tags.prefix(limit).map { Tag(key: fit($0.key), value: fit($0.value)) }, more: max(0, tags.count - limit))
    }

    private func links(_ values: [Value], to kind: String, near place: ResourceKey) -> CellView {
        let ids = values.compactMap(\.string).filter { !$0.isEmpty }
        if ids.isEmpty { return .none }
        let limit = isWhole ? ids.count : Self.listLimit
        let isGlobal = snapshot.kinds.kind(kind)?.isGlobal == true
        let links = ids.prefix(limit).map { id in
            let region = isGlobal ? CellKey.globalRegion : place.region
            let key = ResourceKey(account: place.account, region: region, kind: kind, id: id)
            guard let target = snapshot.resource(key) else { return Link(text: fit(id), path: nil, copy: id) }
            return Link(text: fit(target.name), path: path(key), copy: nil)
        }
        return .links(Array(links), more: max(0, ids.count - limit))
    }

    private func json(_ value: Value) -> CellView {
        if value.array?.isEmpty == true || value.object?.isEmpty == true { return .none }
        guard isWhole else { return text(value) }
        return .document(fit(String(decoding: value.json(pretty: true), as: UTF8.self)))
    }

    private func path(_ key: ResourceKey) -> String { Route.resource(key, .html).path }
}
