import Inventory
import Templating

extension FindPage {
    /// What the text was taken for, where that is less than all of it, and the tables that a filter leads to.
    func writeReading(to data: inout TemplateData) {
        if result.isReading(of: address.text) { data.section("READING") { write(reading: result.question, to: &$0) } }
        guard case .filter(let filter) = result.question else { return }
        data.section("TABLES") { data in
            for (word, count) in views {
                data.section("VIEW") {
                    $0.set("TITLE", snapshot.kinds.title(of: word))
                    $0.set("HREF", Self.table(word, filter))
                    $0.set("COUNT", "\(count)")
                }
            }
        }
    }

    /// What there is to say when nothing was found.
    func writeNothing(to data: inout TemplateData) {
        data.section("EMPTY") { data in
            data.set(
                "WORDS",
                result.unread.isEmpty
                    ? "Nothing matches, and every account, region and kind was searched."
                    : "Nothing matches in what could be searched; what could not is listed below.")
            data.section("ASKED") { write(reading: result.question, to: &$0) }
            if !result.suggestions.isEmpty {
                data.section("MEANT") { data in
                    for text in result.suggestions {
                        data.section("OPTION") {
                            $0.set("TEXT", VisibleText.cell(text).text)
                            $0.set("HREF", Route.find(FindAddress(text), .html).path)
                        }
                    }
                }
            }
            if !result.unknown.isEmpty {
                let words = result.unknown.map { "“\(VisibleText.cell($0).text)”" }.joined(separator: ", ")
                data.section("UNKNOWN") { $0.set("WORDS", words) }
            }
            if let problem = result.filterProblem {
                data.section("PROBLEM") { $0.set("WORDS", VisibleText.message(problem)) }
            }
        }
    }

    func writePaging(to data: inout TemplateData) {
        guard address.next != nil || result.next != nil else { return }
        data.section("PAGING") { data in
            if address.next != nil {
                var first = address
                first.next = nil
                data.section("FIRST") { $0.set("HREF", Route.find(first, .html).path) }
            }
            if let next = result.next {
                var following = address
                following.next = next
                data.section("NEXT") { $0.set("HREF", Route.find(following, .html).path) }
            }
        }
    }

    private func write(reading question: FindQuestion, to data: inout TemplateData) {
        data.set("SORT", Self.words(for: question))
        data.set("TEXT", VisibleText.cell(question.text).text)
    }

    /// What a thing of this sort is called in "Looked for …".
    private static func words(for question: FindQuestion) -> String {
        switch question {
        case .nothing: "nothing"
        case .arn: "the ARN"
        case .id: "the id"
        case .address: "the address"
        case .network: "the network"
        case .host: "the host"
        case .tag: "the tag"
        case .pattern: "names, ids and hosts like"
        case .names: "the names or ids"
        case .resource: "the resource"
        case .filter: "the filter"
        case .words(let words): words.count == 1 ? "the word" : "all of the words"
        }
    }

    /// How many answers each view has, the most first.
    private var views: [(word: String, count: Int)] {
        var counts: [String: Int] = [:]
        for kind in result.kinds {
            counts[snapshot.kinds.view(showing: kind.kind)?.name ?? kind.kind, default: 0] += kind.count
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func table(_ word: String, _ filter: String) -> String {
        Route.table(
            TableRequest(accounts: .all, regions: .all, word: word, filter: filter, size: Route.pageSize), .html
        ).path
    }
}
