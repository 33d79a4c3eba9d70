import FoundationEssentials
import Inventory
import Templating

/// What differs between two environments.
struct ComparisonPage {
    let site: Site
    let snapshot: Snapshot
    let comparison: EnvironmentComparison
    let now: Date

    /// Differences on the page, at most; the twins have all.
    private static let limit = 1000
    /// Accounts and regions that are named for one item, at most.
    private static let placeLimit = 6

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let names = [comparison.left, comparison.right].map { VisibleText.cell($0.text).text }
        Frame(
            site: site, snapshot: snapshot, title: "\(names[0]) and \(names[1])", place: .everywhere,
            page: .comparison(comparison.left.text, comparison.right.text, .html)
        ).write(to: &data)
        data.set("LEFT_NAME", names[0])
        data.set("RIGHT_NAME", names[1])
        data.set("LEFT_HREF", Route.environment(comparison.left.text, .html).path)
        data.set("RIGHT_HREF", Route.environment(comparison.right.text, .html).path)
        data.set("ALL", Route.environments(.html).path)
        data.set("JSON", Route.comparison(comparison.left.text, comparison.right.text, .json).path)
        data.set("MARKDOWN", Route.comparison(comparison.left.text, comparison.right.text, .twin(.md)).path)
        data.set("SWAP", Route.comparison(comparison.right.text, comparison.left.text, .html).path)
        data.freshness(of: Array(snapshot.cells.values), in: snapshot, now: now)
        let same = "\(Amounts.grouped(comparison.equal)) \(comparison.equal == 1 ? "is" : "are") the same"
        data.set("COUNTS", "\(Amounts.grouped(comparison.items.count)) differ, \(same)")
        let titles = comparison.compared.map { snapshot.kinds.kind($0)?.title ?? $0 }
        data.set(
            "COMPARED",
            titles.isEmpty
                ? "Neither has anything that is compared."
                : (["Compared: \(titles.joined(separator: ", "))."]
                    + comparison.notCompared.map { gap in
                        "\(snapshot.kinds.kind(gap.kind)?.title ?? gap.kind): \(VisibleText.message(gap.words))"
                    }).joined(separator: " "))
        writeItems(to: &data)
        data.unread(
            comparison.unread, kinds: snapshot.kinds,
            words: "could not be read: what would stand there is unknown, not missing.")
        return data
    }

    private func writeItems(to data: inout TemplateData) {
        guard !comparison.items.isEmpty else { return data.show("SAME") }
        data.section("DIFFERENCES") { data in
            var left = Self.limit
            for item in comparison.items where left > 0 {
                left -= item.differences.count
                for (number, difference) in item.differences.enumerated() {
                    data.section("DIFFERENCE") { data in
                        if number == 0 { write(item, to: &data) }
                        data.set("WHAT", difference.title)
                        data.set("LEFT", VisibleText.cell(difference.left).text)
                        data.set("RIGHT", VisibleText.cell(difference.right).text)
                        data.set("WORDS", VisibleText.message(difference.words))
                        data.set("TONE", tone(of: difference).rawValue)
                    }
                }
            }
            let more = comparison.items.reduce(0) { $0 + $1.differences.count } - Self.limit
            if more > 0 { data.section("MORE") { $0.set("N", Amounts.grouped(more)) } }
        }
    }

    private func write(_ item: EnvironmentComparison.Item, to data: inout TemplateData) {
        data.section("ITEM") { data in
            data.set("SPAN", String(item.differences.count))
            data.set("KIND", snapshot.kinds.kind(item.kind)?.title ?? item.kind)
            data.set("NAME", VisibleText.cell(item.title).text)
            if let words = item.alignment(comparison.left, comparison.right) {
                data.section("ALIGNMENT") { $0.set("WORDS", VisibleText.message(words)) }
            }
            var places: [String] = []
            for resource in item.left + item.right {
                let place = "\(resource.key.account) / \(resource.key.region)"
                // One link for each place: the first resource there.
                guard !places.contains(place), places.count < Self.placeLimit else { continue }
                places.append(place)
                data.section("PLACE") {
                    $0.set("HREF", Route.resource(resource.key, .html).path)
                    $0.set("WORDS", place)
                }
            }
        }
    }

    private func tone(of difference: EnvironmentComparison.Difference) -> StateTone {
        switch difference.subject {
        case .missing: .bad
        case .unknown: .pending
        case .count, .column: .idle
        }
    }
}
