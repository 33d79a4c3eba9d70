import Document
import FoundationEssentials
import Inventory
import Templating

/// A stack's template as it was written.
struct TemplatePage {
    let site: Site
    let snapshot: Snapshot
    let stack: Resource
    let template: StackTemplate
    /// The language it is wanted in; nil takes it as it was written.
    let language: SourceLanguage?
    let now: Date

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let table = TableRequest(
            accounts: .names([stack.key.account]), regions: .names([stack.key.region]), word: stack.key.kind,
            size: Route.pageSize)
        let place = Place(accounts: table.accounts, regions: table.regions, table: table)
        let name = VisibleText.cell(stack.name).text
        Frame(
            site: site, snapshot: snapshot, title: "Template of \(name)", place: place,
            page: .template(stack.key, language)
        )
        .write(to: &data)
        data.set("TITLE", "Template of \(name)")
        data.freshness(of: [snapshot.cells[stack.key.cell]].compactMap(\.self), in: snapshot, now: now)
        data.set("STACK", Route.resource(stack.key, .html).path)
        for form in [SourceLanguage.json, .yaml] {
            let isWritten = form == template.language
            data.section("LANGUAGE") {
                $0.set("NAME", isWritten ? "\(form.title), as written" : form.title)
                $0.set("HREF", Route.template(stack.key, isWritten ? nil : form).path)
                if form == language ?? template.language { $0.show("CURRENT") }
            }
            let file = ResourceKey(
                account: stack.key.account, region: stack.key.region, kind: stack.key.kind,
                id: stack.key.id + form.suffix)
            data.section("FILE") {
                $0.set("NAME", "Download \(form.title)")
                $0.set("HREF", Route.resource(file, .html).path)
            }
        }
        do throws(DocumentError) {
            let text = try template.text(in: language ?? template.language)
            SourceView(Array(text.utf8), language ?? template.language) { _, _ in nil }.write(to: &data)
        } catch {
            data.section(
                "UNREADABLE", "WORDS", "It cannot be turned into this language: \(VisibleText.cell("\(error)").text)")
        }
        return data
    }
}
