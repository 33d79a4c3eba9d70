import Inventory
import Templating

/// Bars beside their words, drawn as SVG without a script or an inline style, with the same numbers as a table behind.
struct BarChart {
    /// One bar.
    struct Bar {
        let name: String
        let count: Int
        /// Nil for a bar that is neither good nor bad.
        let tone: StateTone?
        /// Where its number leads; nil for nowhere.
        let route: Route?
    }

    /// The word in the element's ids.
    let name: String
    let title: String
    /// What is counted, for the table's head.
    let unit: String
    let bars: [Bar]

    /// Sizes in the drawing's own units, of which 320 are as wide as the drawing.
    private static let (width, lineHeight, labelWidth, numberWidth) = (320, 20, 118, 44)

    /// Writes it as the part `_chart` reads it; nothing where there is nothing to draw.
    func write(to data: inout TemplateData) {
        guard bars.contains(where: { $0.count > 0 }) else { return }
        let most = max(bars.map(\.count).max() ?? 1, 1)
        let sum = bars.reduce(0) { $0 + $1.count }
        data.section("CHART") { data in
            data.set("ID", name)
            data.set("TITLE", title)
            data.set("UNIT", unit)
            data.set("DESCRIPTION", description(of: sum))
            data.set("HEIGHT", String(bars.count * Self.lineHeight + 4))
            data.set("LABEL_END", String(Self.labelWidth - 6))
            data.set("BAR_START", String(Self.labelWidth))
            for (index, bar) in bars.enumerated() {
                let room = Self.width - Self.labelWidth - Self.numberWidth
                // What is there at all can be seen.
                let length = bar.count == 0 ? 0 : max(room * bar.count / most, 2)
                data.section("BAR") {
                    $0.set("NAME", VisibleText.cell(bar.name, limit: 19).text)
                    $0.set("FULL_NAME", VisibleText.cell(bar.name).text)
                    $0.set("N", Amounts.grouped(bar.count))
                    $0.set("SHARE", Self.share(bar.count, of: sum))
                    $0.set("TONE", bar.tone?.rawValue ?? "none")
                    $0.set("Y", String(index * Self.lineHeight + 4))
                    $0.set("TEXT_Y", String(index * Self.lineHeight + 15))
                    $0.set("LENGTH", String(length))
                    $0.set("NUMBER_START", String(Self.labelWidth + length + 5))
                    if let route = bar.route { $0.section("LINK", "HREF", route.path) } else { $0.show("NO_LINK") }
                }
            }
        }
    }

    /// What a drawing says to those who do not see it: its largest bars.
    private func description(of sum: Int) -> String {
        let largest = bars.filter { $0.count > 0 }.sorted { $0.count > $1.count }.prefix(3)
        let words = largest.map { "\(VisibleText.cell($0.name).text) \(Amounts.grouped($0.count))" }
        return "\(Amounts.grouped(sum)) \(unit) in all; the most: \(words.joined(separator: ", "))."
    }

    private static func share(_ count: Int, of sum: Int) -> String {
        let percent = Double(count) * 100 / Double(max(sum, 1))
        return percent > 0 && percent < 1 ? "<1 %" : "\(Int(percent.rounded())) %"
    }
}
