import FoundationEssentials
import Inventory
import Templating

/// All environments, and which two to compare.
struct EnvironmentsPage {
    let site: Site
    let snapshot: Snapshot
    let members: EnvironmentMembers
    let now: Date

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        Frame(
            site: site, snapshot: snapshot, title: "Environments", place: .everywhere, page: .environments(.html)
        ).write(to: &data)
        data.set("TITLE", "Environments")
        data.set("JSON", Route.environments(.json).path)
        data.freshness(of: Array(snapshot.cells.values), in: snapshot, now: now)
        if members.names.isEmpty {
            data.show("EMPTY")
        } else {
            data.section("ENVIRONMENTS") { data in
                for name in members.names { write(EnvironmentReport(name, in: members, of: snapshot), to: &data) }
            }
        }
        if members.names.count > 1 { data.compareForm(members, left: nil, right: nil) }
        let count = Amounts.count(members.unnamed, "resource")
        if members.unnamed > 0 {
            data.section("UNNAMED") {
                $0.set("WORDS", "\(count) \(members.unnamed == 1 ? "has" : "have") no environment.")
            }
        }
        data.unread(snapshot.unreadCells, kinds: snapshot.kinds, words: "could not be read, so there may be more:")
        return data
    }

    private func write(_ report: EnvironmentReport, to data: inout TemplateData) {
        data.section("ENVIRONMENT") {
            $0.set("NAME", VisibleText.cell(report.name.text).text)
            $0.set("HREF", Route.environment(report.name.text, .html).path)
            $0.set("TOTAL", Amounts.grouped(report.total))
            $0.set("ACCOUNTS", report.accounts.joined(separator: ", "))
            $0.set("REGIONS", report.regions.joined(separator: ", "))
            $0.set("TROUBLES", Amounts.grouped(report.troubles.count))
            $0.set("TONE", report.troubles.isEmpty ? "good" : "bad")
            if let update = report.newestUpdate {
                $0.section("UPDATE") {
                    $0.set("NAME", VisibleText.cell(update.stack.name).text)
                    $0.set("HREF", Route.resource(update.stack.key, .html).path)
                    $0.set("WHEN", Moments.relative(update.at, now: now))
                    $0.set("EXACT", Moments.exact(update.at))
                }
            } else {
                $0.show("NO_UPDATE")
            }
        }
    }
}

extension TemplateData {
    /// Writes the form that asks which environments to compare, as the part `_compare` reads it.
    mutating func compareForm(_ members: EnvironmentMembers, left: EnvironmentName?, right: EnvironmentName?) {
        let first = left ?? members.largest(except: nil)
        let chosen = [first, right ?? members.largest(except: first)]
        section("COMPARE") { data in
            data.set("ACTION", Route.comparison("", "", .html).path)
            for (section, choice) in zip(["LEFT", "RIGHT"] as [StaticString], chosen) {
                for name in members.names {
                    data.section(section) {
                        $0.set("VALUE", name.text)
                        if name == choice { $0.show("CHOSEN") }
                    }
                }
            }
        }
    }

    /// Writes cells that could not be read, as the part `_unread` reads them.
    mutating func unread(_ cells: [Cell], kinds: KindSet, words: String) {
        guard !cells.isEmpty else { return }
        section("UNREAD") { data in
            data.set("WORDS", "\(Amounts.count(cells.count, "cell")) \(words)")
            for cell in cells.prefix(200) {
                data.section("UNREAD_CELL") {
                    $0.set("PLACE", "\(cell.key.account) / \(cell.key.region)")
                    $0.set("KIND", kinds.kind(cell.key.kind)?.title ?? cell.key.kind)
                    $0.set("STATUS", cell.status.title)
                    $0.set("TONE", cell.status.tone.rawValue)
                    $0.set("WORDS", cell.error?.words ?? "")
                }
            }
            if cells.count > 200 { data.section("MORE") { $0.set("N", Amounts.grouped(cells.count - 200)) } }
        }
    }
}
