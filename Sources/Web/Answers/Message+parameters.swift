import Document
import Inventory

extension Message {
    /// What an address is answered with that asks for something which is not there: nil for one that can be answered.
    ///
    /// - Shape: a name or value that means nothing is told, never passed over: what came instead would pass for what was asked.
    init?(mistakeIn target: Target, of route: Route) {
        guard let names = route.parameters else { return nil }
        guard
            let words = target.query.lazy.compactMap({ Self.mistake($0, names: names, route) }).first
                ?? Self.mistake(form: route.format.rawValue, route)
        else { return nil }
        self.init(status: 400, title: "Cannot be shown", words: words)
        var plain = route
        if case .twin(let form) = route.format, !route.forms.contains(form.rawValue) { plain = .overview }
        ways = [Way(text: "The same without it", route: plain)]
    }

    private static func mistake(_ item: QueryItem, names: [String], _ route: Route) -> String? {
        guard names.contains(item.name) || item.name == Route.refreshedName || item.name.isEmpty else {
            let near = nearest(to: item.name, among: names).map { "“\($0)”" }
            let hint = near.isEmpty ? "" : ", did you mean \(near.joined(separator: " or "))?"
            return "There is no parameter “\(VisibleText.cell(item.name).text)” here\(hint.isEmpty ? "." : hint) "
                + "There are: \(names.joined(separator: ", "))."
        }
        guard !item.value.isEmpty else { return nil }
        let value = item.value
        switch item.name {
        case "_format": return mistake(form: value, route)
        case "_size":
            return mistake(item, Int(value).map { (1...Route.pageSizeLimit).contains($0) } ?? false) {
                "a number from 1 to \(Amounts.grouped(Route.pageSizeLimit))"
            }
        case "_next":
            // A table's token is for the table to read.
            guard case .matrix = route else { return nil }
            return mistake(item, Int(value).map { $0 >= 0 } ?? false) { "how many cells stand before" }
        case "_document":
            return mistake(item, SourceLanguage(rawValue: value) != nil) { "json or yaml" }
        case "_shape":
            guard mistake(item, TableOutput.Shape(rawValue: value) != nil, { "" }) == nil else {
                return mistake(item, false) {
                    "one of \(TableOutput.Shape.allCases.map(\.rawValue).joined(separator: ", "))"
                }
            }
            return [.json, .yaml].contains(route.format) ? nil : "“_shape” is for JSON and YAML alone."
        case "_raw", "_bom":
            guard ["0", "1"].contains(value) else { return mistake(item, false) { "1, or 0 as without it" } }
            return route.format == .csv || value == "0" ? nil : "“\(item.name)” is for CSV alone."
        default: return nil
        }
    }

    private static func mistake(_ item: QueryItem, _ isRight: Bool, _ wanted: () -> String) -> String? {
        isRight ? nil : "“\(item.name)” is \(wanted()), not “\(VisibleText.cell(item.value, limit: 60).text)”."
    }

    private static func mistake(form: String, _ route: Route) -> String? {
        guard !route.forms.contains(form) else { return nil }
        return "There is no form “\(VisibleText.cell(form, limit: 60).text)” of this. There are: "
            + "\(route.forms.joined(separator: ", "))."
    }
}
