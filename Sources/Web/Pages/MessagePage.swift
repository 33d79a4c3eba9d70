import FoundationEssentials
import Inventory
import Templating

/// A page that says what is wrong.
struct MessagePage {
    let site: Site
    let snapshot: Snapshot
    let message: Message
    let now: Date

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        Frame(site: site, snapshot: snapshot, title: message.title, place: .everywhere, isMessage: true).write(
            to: &data)
        data.set("TITLE", message.title)
        data.freshness(of: Array(snapshot.cells.values), in: snapshot, now: now)
        data.set("WORDS", message.words)
        data.set("STATUS", String(message.status))
        if !message.detail.isEmpty { data.section("DETAIL") { $0.set("TEXT", message.detail) } }
        if !message.ways.isEmpty {
            data.section("WAYS") { data in
                for way in message.ways {
                    data.section("WAY") {
                        $0.set("NAME", VisibleText.cell(way.text).text)
                        $0.set("HREF", way.route.path)
                    }
                }
            }
        }
        return data
    }
}
