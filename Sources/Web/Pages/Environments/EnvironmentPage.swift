import FoundationEssentials
import Inventory
import Templating

/// One environment: where to connect, what is broken, what there is.
struct EnvironmentPage {
    let site: Site
    let snapshot: Snapshot
    let report: EnvironmentReport
    let members: EnvironmentMembers
    let now: Date

    /// Resources of one view on the page, at most; the table of the view has the others.
    private static let limit = 60

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let name = VisibleText.cell(report.name.text).text
        Frame(
            site: site, snapshot: snapshot, title: "Environment \(name)", place: .everywhere,
            page: .environment(report.name.text, .html)
        ).write(to: &data)
        data.set("TITLE", name)
        data.set("ALL", Route.environments(.html).path)
        data.set("JSON", Route.environment(report.name.text, .json).path)
        data.set("MARKDOWN", Route.environment(report.name.text, .twin(.md)).path)
        let cells = snapshot.cells.values.filter { report.accounts.contains($0.key.account) }
        data.freshness(of: cells, in: snapshot, now: now)
        data.set("FACTS", facts)
        if let update = report.newestUpdate {
            data.section("UPDATE") {
                $0.set("NAME", VisibleText.cell(update.stack.name).text)
                $0.set("HREF", Route.resource(update.stack.key, .html).path)
                $0.set("WHEN", Moments.relative(update.at, now: now))
                $0.set("EXACT", Moments.exact(update.at))
            }
        }
        for count in report.counts {
            data.section("COUNT") {
                $0.set("NAME", count.title)
                $0.set("HREF", table(count.word).path)
                $0.set("N", Amounts.grouped(count.count))
            }
        }
        writeTroubles(to: &data)
        report.groups.forEach { write($0, to: &data) }
        writeOutputs(to: &data)
        if members.names.count > 1 { data.compareForm(members, left: report.name, right: nil) }
        data.unread(report.unread, kinds: snapshot.kinds, words: "could not be read, so there may be more:")
        return data
    }

    private var facts: String {
        "\(Amounts.count(report.total, "resource")) in \(report.accounts.joined(separator: ", ")) · "
            + report.regions.joined(separator: ", ")
    }

    /// The environment's rows in a view's table.
    private func table(_ word: String) -> Route {
        var place = TableRequest(accounts: .all, regions: .all, word: word, size: Route.pageSize)
        place.filter = "env:\(Glob(literal: report.name.text).filterText)"
        return .table(place, .html)
    }

    private func writeTroubles(to data: inout TemplateData) {
        guard !report.troubles.isEmpty else { return }
        data.section("ATTENTION") { data in
            data.set("WORDS", "\(Amounts.count(report.troubles.count, "resource")) in a state that needs a look")
            for trouble in report.troubles.prefix(Self.limit) {
                data.section("ITEM_ROW") {
                    $0.set("STATE", VisibleText.cell(trouble.reason).text)
                    place(trouble.resource, &$0)
                }
            }
            let more = report.troubles.count - Self.limit
            if more > 0 { data.section("MORE") { $0.set("N", Amounts.grouped(more)) } }
        }
    }

    private func place(_ resource: Resource, _ data: inout TemplateData) {
        data.set("NAME", VisibleText.cell(resource.name).text)
        data.set("HREF", Route.resource(resource.key, .html).path)
        data.set("KIND", snapshot.kinds.kind(resource.key.kind)?.title ?? resource.key.kind)
        data.set("PLACE", "\(resource.key.account) / \(resource.key.region)")
    }

    private func write(_ group: EnvironmentReport.Group, to data: inout TemplateData) {
        data.section("GROUP") { data in
            data.set("TITLE", group.title)
            data.set("WORD", group.word)
            for resource in group.resources.prefix(Self.limit) {
                for (number, endpoint) in resource.endpoints.prefix(12).enumerated() {
                    data.section("ENDPOINT_ROW") { data in
                        data.set("ROLE", VisibleText.cell(endpoint.role).text)
                        data.set("ADDRESS", VisibleText.cell(endpoint.address).text)
                        data.copyButton(endpoint.address)
                        place(resource, &data)
                        if number == 0, let state = resource.state {
                            data.section("STATE_NOW") {
                                $0.set("V", VisibleText.cell(state).text)
                                $0.set("TONE", StateTone(of: state).rawValue)
                            }
                        }
                    }
                }
            }
            let more = group.resources.count - Self.limit
            if more > 0 {
                data.section("MORE") {
                    $0.set("N", Amounts.grouped(more))
                    $0.set("HREF", table(group.word).path)
                }
            }
        }
    }

    private func writeOutputs(to data: inout TemplateData) {
        guard !report.outputs.isEmpty else { return }
        data.section("OUTPUTS") { data in
            for outputs in report.outputs.prefix(Self.limit) {
                for text in outputs.texts.prefix(60) {
                    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                        String.init)
                    data.section("OUTPUT") {
                        place(outputs.stack, &$0)
                        $0.set("KEY", VisibleText.cell(parts[0]).text)
                        $0.set("VALUE", VisibleText.cell(parts.count > 1 ? parts[1] : "").text)
                        if parts.count > 1, !parts[1].isEmpty { $0.copyButton(parts[1]) }
                    }
                }
            }
        }
    }
}
