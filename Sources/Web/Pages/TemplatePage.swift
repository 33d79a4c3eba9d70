import FoundationEssentials
import Inventory
import Templating

/// A stack's template as it was written.
struct TemplatePage {
    let site: Site
    let snapshot: Snapshot
    let stack: Resource
    let text: String
    let now: Date

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let table = TableRequest(
            accounts: .names([stack.key.account]), regions: .names([stack.key.region]), word: stack.key.kind,
            size: Route.pageSize)
        let place = Place(accounts: table.accounts, regions: table.regions, table: table)
        let name = VisibleText.cell(stack.name).text
        Frame(site: site, snapshot: snapshot, title: "Template of \(name)", place: place, page: .template(stack.key))
            .write(to: &data)
        data.set("TITLE", "Template of \(name)")
        data.freshness(of: [snapshot.cells[stack.key.cell]].compactMap(\.self), in: snapshot, now: now)
        data.set("STACK", Route.resource(stack.key, .html).path)
        let file = ResourceKey(
            account: stack.key.account, region: stack.key.region, kind: stack.key.kind,
            id: stack.key.id + StackTemplate(text).suffix)
        data.set("DOWNLOAD", Route.resource(file, .html).path)
        let template = StackTemplate(text)
        SourceView(Array(text.utf8), template.isJSON ? .json : .yaml) { _, _ in nil }.write(to: &data)
        return data
    }
}

/// What a template's text tells about itself.
struct StackTemplate {
    let text: String
    /// JSON begins with a brace; everything else is YAML.
    let isJSON: Bool

    init(_ text: String) {
        self.text = text
        isJSON = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    }

    var suffix: String { isJSON ? ".json" : ".yaml" }
    var type: String { isJSON ? "application/json" : "application/yaml" }
}
