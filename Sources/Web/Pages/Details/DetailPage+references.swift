import Document
import Inventory
import Templating

extension DetailPage {
    /// What refers to this resource, and whether all that could was known.
    func write(_ referrers: Referrers, to data: inout TemplateData) {
        guard referrers.looked > 0 else { return }
        data.section("USED") { data in
            if referrers.groups.isEmpty {
                data.show("UNUSED")
            } else {
                data.section("USERS") { data in for group in referrers.groups { write(group, to: &data) } }
            }
            if referrers.unread > 0 {
                let lists = Amounts.count(referrers.unread, "list")
                data.section("NOT_ALL") {
                    $0.set("WORDS", "\(lists) of what could refer to it cannot be wholly told at the moment.")
                    $0.set("MATRIX", Route.matrix(.html).path)
                }
            }
        }
    }

    private func write(_ group: Referrers.Group, to data: inout TemplateData) {
        data.section("REFERRERS") { data in
            data.set("NAME", group.kind.title)
            data.set("COLUMN", group.title)
            for row in group.resources {
                let isElsewhere = row.key.account != resource.key.account || row.key.region != resource.key.region
                data.section("REFERRER") {
                    $0.set("V", VisibleText.cell(row.name).text)
                    $0.set("HREF", Route.resource(row.key, .html).path)
                    if isElsewhere, row.key.region != CellKey.globalRegion {
                        let place = row.key.account == resource.key.account ? "" : "\(row.key.account) / "
                        $0.section("WHERE") { $0.set("PLACE", place + row.key.region) }
                    }
                }
            }
            if group.total > group.resources.count { data.section("ALL") { more(group, to: &$0) } }
        }
    }

    /// The table of all rows that name this resource in a column.
    private func more(_ group: Referrers.Group, to data: inout TemplateData) {
        let filter = Filter(terms: [FilterTerm(.field(group.column, [.text(Glob(literal: resource.key.id))]))])
        let isSpread = resource.key.region == CellKey.globalRegion || resource.key.id.hasPrefix("arn:")
        let table = TableRequest(
            accounts: .names([resource.key.account]), regions: isSpread ? .all : .names([resource.key.region]),
            word: group.kind.name, filter: filter.description, size: Route.pageSize)
        data.set("HREF", Route.table(table, .html).path)
        data.set("N", Amounts.grouped(group.total))
    }
}

extension Referrers {
    /// Whether as many resources as a column of the other side names stand among these already.
    func tell(_ value: Value, of column: Column) -> Bool {
        let named = Set((value.array ?? [value]).compactMap(\.string))
        return groups.contains { $0.kind.name == column.form.target && $0.total >= named.count }
    }
}
