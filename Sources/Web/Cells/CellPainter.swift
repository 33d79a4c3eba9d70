import Document
import FoundationEssentials
import Inventory

/// Turns values into what a page shows of them.
///
/// - Cost: a class, because a page hands it to every one of its cells.
final class CellPainter {
    let snapshot: Snapshot
    let now: Date
    /// Whether the whole value is wanted, as on a detail page, or what fits a table.
    let isWhole: Bool

    /// Elements of a list in a table cell.
    static let listLimit = 5
    /// Bytes of one value on a detail page; the JSON twin has all of a longer one.
    private static let wholeBytes = 256 << 10

    private typealias Link = CellView.Link

    init(snapshot: Snapshot, now: Date, isWhole: Bool) {
        self.snapshot = snapshot
        self.now = now
        self.isWhole = isWhole
    }

    /// The view of a table's or detail page's value; `path` is the address of the row's page.
    func view(of value: Value, plan: ColumnPlan, row: Resource, path: String) -> CellView {
        switch plan {
        case .form(let form): view(of: value, form: form, near: row.key)
        case .name: .link(Link(text: fit(row.name), path: path, copy: nil))
        case .id(let isLink):
            isLink
                ? .link(Link(text: fit(row.key.id), path: path, copy: row.key.id))
                : .copyable(fit(row.key.id), copy: row.key.id)
        case .kind: .text(snapshot.kinds.kind(row.key.kind)?.title ?? row.key.kind)
        case .account: place(row.key.account, Route.place(.names([row.key.account]), nil))
        case .region: place(row.key.region, Route.place(.names([row.key.account]), .names([row.key.region])))
        case .tags: tags(row.tags)
        case .endpoints: list(row.endpoints.map { "\($0.role) \($0.address)" })
        case .port: value.integer.map { .number(String($0), exact: "") } ?? view(of: value, form: .text, near: row.key)
        }
    }

    private func place(_ name: String, _ route: Route) -> CellView {
        .link(Link(text: name, path: route.path, copy: nil))
    }

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
        case .expiry: expiry(value)
        case .endpoint, .ip, .id: value.string.map { .copyable(fit($0), copy: $0) } ?? text(value)
        case .list: value.array.map { list($0.map(plain)) } ?? text(value)
        case .link(let kind): links([value], to: kind, near: place)
        case .links(let kind): links(value.array ?? [value], to: kind, near: place)
        case .json: json(value)
        }
    }

    func fit(_ text: String) -> String {
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
        // Nearly always the value is in that form already.
        let isCanonical = text.utf8.count == 20 && text.utf8.last == UInt8(ascii: "Z")
        let iso = isCanonical ? text : Timestamp.text(date)
        return .time(write(date), iso: iso, exact: Moments.exact(iso: iso))
    }

    private func expiry(_ value: Value) -> CellView {
        let shown = time(value) { Moments.relative($0, now: now) }
        guard case .time(let text, let iso, let exact) = shown, let end = Timestamp.parse(iso) else { return shown }
        return .expiry(text, iso: iso, exact: exact, StateTone(ending: end, now: now))
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
        let links = ids.prefix(limit).map { id in
            guard let target = target(id, of: kind, near: place) else {
                return Link(text: fit(id), path: nil, copy: id)
            }
            return Link(text: fit(target.name), path: Route.resource(target.key, .html).path, copy: nil)
        }
        return .links(links, more: max(0, ids.count - limit))
    }

    /// The resource that a link means: of the same account, in the region that an ARN names, else in the same region
    /// unless its kind is global.
    func target(_ id: String, of kind: String, near place: ResourceKey) -> Resource? {
        let isGlobal = snapshot.kinds.kind(kind)?.isGlobal == true
        let region = isGlobal ? CellKey.globalRegion : Self.region(ofARN: id) ?? place.region
        return snapshot.resource(ResourceKey(account: place.account, region: region, kind: kind, id: id))
    }

    /// The region in an ARN; nil for another text, or where the ARN has none.
    private static func region(ofARN text: String) -> String? {
        guard text.utf8.starts(with: "arn:".utf8) else { return nil }
        let parts = text.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
        return parts.count == 5 && !parts[3].isEmpty ? String(parts[3]) : nil
    }

    private func json(_ value: Value) -> CellView {
        if value.array?.isEmpty == true || value.object?.isEmpty == true { return .none }
        guard isWhole else { return text(value) }
        return .document(fit(String(decoding: value.json(pretty: true), as: UTF8.self)))
    }
}
