import Document
import FoundationEssentials
import Inventory
import Templating

@testable import Web

/// Environments with everything that their pages can show, which the sample company does not have.
enum SampleEnvironments {
    struct Pages {
        let list: TemplateData
        let reports: [TemplateData]
        let comparisons: [TemplateData]
    }

    /// The sample's rows with environments, many of them, some of which could not be read.
    static let snapshot: Snapshot = SampleSnapshot.changed { cells in
        for key in cells.keys {
            cells.update(key) { cell in
                for place in cell.rows.indices {
                    cell.rows[place].environment = place.isMultiple(of: 3) ? "staging" : place == 1 ? nil : "production"
                    if cell.key.kind == "cloudformation",
                        let outputs = SampleKinds.all.kind("cloudformation")?.column("outputs")
                    {
                        cell.rows[place].columns[outputs.index] = ["Url=https://x", "Odd"]
                    }
                }
                if cell.key.kind == "rds-instance", let row = cell.rows.first { cell.rows = many(of: row) }
            }
        }
    }

    private static func many(of row: Resource) -> [Resource] {
        let type = SampleKinds.all.kind("rds-instance")?.column("class")?.index
        return (0..<90).map { number in
            let isStaging = number.isMultiple(of: 11)
            var columns = row.columns
            if isStaging, let type { columns[type] = "db.t4g.micro" }
            return Resource(
                key: ResourceKey(
                    account: row.key.account, region: row.key.region, kind: row.key.kind,
                    id: "db-\(number < 10 ? "0" : "")\(number)"),
                name: isStaging ? "db-staging-\(number / 11 + 1)" : "db-prod-\(number)", state: "storage-full",
                endpoints: row.endpoints, environment: isStaging ? "staging" : "production", columns: columns,
                raw: row.raw)
        }
    }

    /// Every page over that, and one that finds nothing.
    static func pages(_ site: Site, _ now: Date) -> [Pages] {
        [snapshot, SampleSnapshot.changed { cells in cells = CellTable() }].map { snapshot in
            let members = EnvironmentMembers(snapshot)
            let list = EnvironmentsPage(site: site, snapshot: snapshot, members: members, now: now).data(
                recordsKeys: true)
            let reports = members.names.map { name in
                EnvironmentPage(
                    site: site, snapshot: snapshot, report: EnvironmentReport(name, in: members, of: snapshot),
                    members: members, now: now
                ).data(recordsKeys: true)
            }
            let comparisons = members.names.flatMap { left in
                members.names.map { right in
                    ComparisonPage(
                        site: site, snapshot: snapshot,
                        comparison: EnvironmentComparison(left, right, in: members, of: snapshot), now: now
                    ).data(recordsKeys: true)
                }
            }
            return Pages(list: list, reports: reports, comparisons: comparisons)
        }
    }
}
