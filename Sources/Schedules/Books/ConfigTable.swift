package import Document
package import Inventory
import JMESPath

/// The ConfigTable of AWS Instance Scheduler as a kind of its own: one cell, read as politely as every other.
package enum ConfigTable {
    /// The kind's word.
    package static let kind = "schedule-definition"
    /// The one operation that reads stored data, allowed for this table alone.
    package static let service = "dynamodb"
    package static let operation = "Scan"

    /// The input of the call: nothing else may be asked.
    package static func input(_ table: ScheduleSettings.Table) -> Object { ["TableName": .string(table.name)] }

    /// Where its cell stands.
    package static func cell(_ table: ScheduleSettings.Table) -> CellKey {
        CellKey(account: table.account, region: table.region, kind: kind)
    }

    /// The kind for `table`; nil never happens, as its expressions are fixed.
    package static func kind(_ table: ScheduleSettings.Table) -> Kind? {
        guard let items = try? JMESPath.Expression("Items[?type.S == 'schedule' || type.S == 'period']"),
            let id = try? JMESPath.Expression("join('/', [type.S, not_null(name.S, '')])"),
            let name = try? JMESPath.Expression("name.S"), let type = try? JMESPath.Expression("type.S"),
            let description = try? JMESPath.Expression("description.S")
        else { return nil }
        var kind = Kind(
            name: kind, title: "Schedule definitions", isGlobal: false,
            list: Kind.Call(
                service: service, operation: operation,
                input: input(table).map { Kind.InputMember(name: $0.key, source: .literal($0.value)) }),
            items: items, id: id, displayName: name,
            columns: [
                Column(
                    name: "type", title: "Type", help: "A schedule, or a period of schedules.", value: type,
                    form: .text,
                    unit: nil),
                Column(
                    name: "description", title: "Description", help: "What people wrote about it.", value: description,
                    form: .text, unit: nil),
            ],
            shown: [.builtin(.name), .column("type"), .column("description")], every: .seconds(300))
        kind.home = Kind.Home(account: table.account, region: table.region)
        return kind
    }

    /// An item of the table as a plain value.
    ///
    /// - Shape: texts, sets of texts and truth values are what Instance Scheduler understands; anything else becomes an
    ///   object, which no definition takes.
    package static func plain(_ item: Value) -> Value {
        guard let object = item.object else { return .null }
        return .object(
            Object(
                object.members.map { member in
                    guard let attribute = member.value.object, attribute.count == 1,
                        let found = attribute.members.first
                    else { return (member.key, .object([:])) }
                    switch (found.key, found.value) {
                    case ("S", .string), ("BOOL", .bool): return (member.key, found.value)
                    case ("SS", .array(let texts)): return (member.key, .array(texts))
                    case ("NULL", _): return (member.key, .null)
                    default: return (member.key, .object([:]))
                    }
                }))
    }
}
