import FoundationEssentials
import Inventory
import Templating

/// What Find has found: each answer leads with where to connect.
struct FindPage {
    let site: Site
    let snapshot: Snapshot
    let address: FindAddress
    let result: FindResult
    let now: Date

    private var text: String { address.text }

    func data(recordsKeys: Bool = false) -> TemplateData {
        var data = TemplateData(recordsKeys: recordsKeys)
        let shown = VisibleText.cell(text).text
        let title = text.isEmpty ? "Find" : "Find “\(shown)”"
        Frame(
            site: site, snapshot: snapshot, title: title, place: .everywhere, findText: text,
            page: .find(FindAddress(text), .html)
        ).write(to: &data)
        data.set("TITLE", title)
        data.set("JSON", Route.find(address, .json).path)
        data.set("COUNTS", counts)
        data.freshness(of: Array(snapshot.cells.values), in: snapshot, now: now)
        if text.isEmpty {
            data.show("HOWTO")
        } else if result.answers.isEmpty {
            writeNothing(to: &data)
        } else {
            writeReading(to: &data)
            data.section("ANSWERS") { data in result.answers.forEach { write($0, to: &data) } }
        }
        writePaging(to: &data)
        writeChain(to: &data)
        writeNetworks(to: &data)
        let them = result.unread.count == 1 ? "it is" : "they are"
        data.unread(result.unread, kinds: snapshot.kinds, words: "could not be searched as \(them) now:")
        return data
    }

    private var counts: String {
        if text.isEmpty { return "" }
        let all = Amounts.count(result.total, "answer")
        guard result.total > result.answers.count, !result.answers.isEmpty else { return all }
        if result.before == 0 { return "The first \(result.answers.count) of \(all)" }
        return "\(result.before + 1) to \(result.before + result.answers.count) of \(all)"
    }

    private func write(_ answer: FindAnswer, to data: inout TemplateData) {
        let row = answer.resource
        data.section("ANSWER") { data in
            if let endpoint = answer.endpoint {
                data.section("ENDPOINT") {
                    $0.set("ADDRESS", VisibleText.cell(endpoint.address).text)
                    $0.set("HOST", VisibleText.cell(endpoint.host).text)
                    $0.set("PORT", endpoint.port.map { ":\($0)" } ?? "")
                    $0.copyButton(endpoint.address)
                    $0.set("ROLE", VisibleText.cell(endpoint.role).text)
                    if !answer.pastes.isEmpty {
                        $0.section("PASTES") { data in
                            for paste in answer.pastes {
                                data.section("PASTE") {
                                    $0.set("LABEL", paste.label)
                                    $0.set("TEXT", VisibleText.showing(paste.text))
                                    $0.copyButton(paste.text)
                                }
                            }
                        }
                    }
                }
            } else {
                data.show("NO_ENDPOINT")
            }
            data.set("NAME", VisibleText.cell(row.name).text)
            data.set("HREF", Route.resource(row.key, .html).path)
            data.set("KIND", snapshot.kinds.kind(row.key.kind)?.title ?? row.key.kind)
            data.section("ID") {
                if row.key.id != row.name { $0.section("OTHER") { $0.set("V", VisibleText.cell(row.key.id).text) } }
                $0.copyButton(row.key.id)
            }
            data.set("ACCOUNT", row.key.account)
            data.set("REGION", row.key.region)
            data.set("ENV", row.environment.map { VisibleText.cell($0).text } ?? "–")
            data.set("AGE", row.createdAt.map { Humanised.age(of: $0, now: now) } ?? "–")
            data.set("MATCHED", VisibleText.cell(answer.matched).text)
            if answer.isExact { data.show("EXACT") }
            if snapshot.cells[row.key.cell]?.isUnconfirmed(row.key.id) == true { data.show("HELD") }
            if let state = row.state {
                data.section("STATE_NOW") {
                    $0.set("V", VisibleText.cell(state).text)
                    $0.set("TONE", StateTone(of: state).rawValue)
                }
            } else {
                data.show("NO_STATE")
            }
        }
    }
}
