package import Document
import FoundationEssentials

extension EnvironmentReport {
    /// The environment as data.
    ///
    /// - Shape: docs/json.md; `complete` is false while a cell was not read in which more of it may be.
    package func document(in snapshot: Snapshot) -> Object {
        let kinds = snapshot.kinds
        var endpoints: [Value] = []
        for resource in groups.flatMap(\.resources) {
            guard let kind = kinds.kind(resource.key.kind) else { continue }
            endpoints.append(.object(resource.rowObject(of: kind)))
        }
        return [
            "environment": .string(name.text), "generation": .integer(snapshot.generation),
            "complete": .bool(unread.isEmpty), "total": .integer(total),
            "accounts": .array(accounts.map { .string($0) }), "regions": .array(regions.map { .string($0) }),
            "counts": .object(Object(counts.map { ($0.word, .integer($0.count)) })),
            "newest_update": newestUpdate.map { update in
                var object = update.stack.placeObject
                object["at"] = .string(Timestamp.text(update.at))
                return .object(object)
            } ?? .null,
            "troubles": .array(
                troubles.map { trouble in
                    var object = trouble.resource.placeObject
                    object["reason"] = .string(trouble.reason)
                    return .object(object)
                }),
            "endpoints": .array(endpoints),
            "outputs": .array(
                outputs.map { outputs in
                    var object = outputs.stack.placeObject
                    object["outputs"] = .array(outputs.texts.map { .string($0) })
                    return .object(object)
                }),
            "unread": .array(unread.map { .object($0.object) }),
        ]
    }

    /// The environment as Markdown, for a ticket or a chat.
    package func markdown(in kinds: KindSet) -> [UInt8] {
        var text = "# Environment \(Table.escaped(name.text))\n\n"
        text += "\(total) resources; accounts: \(list(accounts)); regions: \(list(regions)).\n"
        if let newestUpdate {
            text +=
                "\nNewest stack update: \(Table.escaped(newestUpdate.stack.name)), \(Humanised.time(newestUpdate.at)).\n"
        }
        if !troubles.isEmpty {
            text += "\n## Needs a look\n\n" + Table.line(["State", "Kind", "Name", "Account", "Region"])
            text += Table.line(Array(repeating: "---", count: 5))
            for trouble in troubles {
                let key = trouble.resource.key
                text += row([
                    trouble.reason, kinds.kind(key.kind)?.title ?? key.kind, trouble.resource.name, key.account,
                    key.region,
                ])
            }
        }
        for group in groups {
            text +=
                "\n## \(Table.escaped(group.title))\n\n"
                + Table.line(["Role", "Endpoint", "Name", "Account", "Region", "State"])
            text += Table.line(Array(repeating: "---", count: 6))
            for resource in group.resources {
                for endpoint in resource.endpoints {
                    text += row([
                        endpoint.role, endpoint.address, resource.name, resource.key.account, resource.key.region,
                        resource.state ?? "",
                    ])
                }
            }
        }
        if !outputs.isEmpty {
            text += "\n## Stack outputs\n\n" + Table.line(["Stack", "Output"]) + Table.line(["---", "---"])
            for outputs in outputs { for output in outputs.texts { text += row([outputs.stack.name, output]) } }
        }
        text += "\n## Counts\n\n" + Table.line(["What", "How many"]) + Table.line(["---", "---:"])
        for count in counts { text += row([count.title, String(count.count)]) }
        if !unread.isEmpty { text += "\n\(unread.count) cells could not be read; there may be more.\n" }
        return Array(text.utf8)
    }

    private func row(_ cells: [String]) -> String { Table.line(cells.map(Table.escaped)) }

    private func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.map(Table.escaped).joined(separator: ", ")
    }
}

extension EnvironmentMembers {
    /// All environments as data.
    package func document(in snapshot: Snapshot) -> Object {
        let unread = snapshot.unreadCells
        return [
            "generation": .integer(snapshot.generation), "complete": .bool(unread.isEmpty),
            "environments": .array(
                names.map { name in
                    let report = EnvironmentReport(name, in: self, of: snapshot)
                    return [
                        "name": .string(name.text), "total": .integer(report.total),
                        "accounts": .array(report.accounts.map { .string($0) }),
                        "regions": .array(report.regions.map { .string($0) }),
                        "troubles": .integer(report.troubles.count),
                        "newest_update": report.newestUpdate.map { .string(Timestamp.text($0.at)) } ?? .null,
                    ]
                }),
            "unnamed": .integer(unnamed),
        ]
    }

    /// All environments as Markdown, for a ticket or a chat.
    package func markdown(in snapshot: Snapshot) -> [UInt8] {
        func row(_ cells: [String]) -> String { Table.line(cells.map(Table.escaped)) }
        var text = "# Environments\n\n"
        text += row(["Environment", "Resources", "Need a look", "Accounts", "Regions"])
        text += Table.line(["---", "---:", "---:", "---", "---"])
        for name in names {
            let report = EnvironmentReport(name, in: self, of: snapshot)
            text += row([
                name.text, String(report.total), String(report.troubles.count),
                report.accounts.joined(separator: ", "), report.regions.joined(separator: ", "),
            ])
        }
        if unnamed > 0 { text += "\n\(unnamed) resources have none.\n" }
        let unread = snapshot.unreadCells.count
        if unread > 0 { text += "\n\(unread) cells could not be read; there may be more.\n" }
        return Array(text.utf8)
    }
}
