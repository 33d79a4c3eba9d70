import AWS
import Document
import FoundationEssentials
import Inventory

/// What one reading of a kind gave, for whoever is writing it.
struct KindTrialReport {
    let kind: Kind
    let cell: Cell
    let snapshot: Snapshot
    let calls: [CallRecorder.Made]

    /// What one declared path gave over all rows.
    struct Path {
        let name: String
        let nulls: Int
    }

    /// What one operation took.
    struct Operation {
        let name: OperationName
        var calls = 0
        var requests = 0
        var took = Duration.zero
        /// The errors, by their words.
        var errors: [String: Int] = [:]
    }

    /// Calls beside the list that failed, with the number of rows that say so.
    var problems: [(problem: RowProblem, rows: Int)] {
        var counts: [RowProblem: Int] = [:]
        for row in cell.rows { for problem in Set(row.problems) { counts[problem, default: 0] += 1 } }
        return counts.map { ($0.key, $0.value) }.sorted { $0.0.call < $1.0.call }
    }

    /// The declared paths, columns first.
    var paths: [Path] {
        func path(_ name: String, _ isNull: (Resource) -> Bool) -> Path {
            Path(name: name, nulls: cell.rows.count(where: isNull))
        }
        var paths = kind.columns.enumerated().map { index, column in
            path(column.name) { $0.column(index).isNull }
        }
        if case .none = kind.arn {} else { paths.append(path("arn") { $0.arn == nil }) }
        if kind.state != nil { paths.append(path("state") { $0.state == nil }) }
        if kind.created != nil { paths.append(path("created_at") { $0.createdAt == nil }) }
        if kind.tags != nil { paths.append(path("tags") { $0.tags.isEmpty }) }
        if !kind.endpoints.isEmpty { paths.append(path("endpoints") { $0.endpoints.isEmpty }) }
        return paths
    }

    /// The operations, in the order in which they first ended.
    var operations: [Operation] {
        var found: [Operation] = []
        for call in calls {
            let index = found.firstIndex { $0.name == call.operation } ?? found.count
            if index == found.count { found.append(Operation(name: call.operation)) }
            found[index].calls += 1
            found[index].requests += call.requests
            found[index].took += call.took
            if let error = call.error { found[index].errors[error.description, default: 0] += 1 }
        }
        return found
    }

    /// Words of warning, a line each.
    var warnings: [String] {
        var warnings: [String] = []
        if let error = cell.error { warnings.append("not complete: \(error.code.rawValue): \(error.message)") }
        for parent in cell.unreadParents { warnings.append("could not read the rows of \(parent)") }
        if cell.duplicates > 0 {
            warnings.append(
                "\(counted(cell.duplicates, "row")) had an id that another row has, too; the last one stays")
        }
        for (problem, rows) in problems {
            warnings.append("\(problem.call) failed for \(counted(rows, "row")): \(problem.code.rawValue)")
        }
        if cell.rows.isEmpty {
            if cell.fetchedAt != nil {
                warnings.append("there are no rows: nothing says whether the columns are right")
            }
        } else {
            for path in paths where path.nulls == cell.rows.count {
                warnings.append("\(path.name) is empty in every row")
            }
        }
        return warnings
    }

    /// The report as JSON.
    var document: Object {
        [
            "kind": .string(kind.name), "account": .string(cell.key.account), "region": .string(cell.key.region),
            "status": .string(cell.status.rawValue),
            "rows": .array(cell.rows.map { .object($0.rowObject(of: kind)) }),
            "columns": .array(
                paths.map { ["name": .string($0.name), "empty": .integer($0.nulls)] }),
            "calls": .array(
                operations.map { operation in
                    [
                        "action": .string(operation.name.description), "calls": .integer(operation.calls),
                        "requests": .integer(operation.requests),
                        "milliseconds": .integer(operation.took.milliseconds),
                        "errors": .object(
                            Object(operation.errors.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })),
                    ]
                }),
            "warnings": .array(warnings.map(Value.string)),
        ]
    }

    /// Prints rows, columns and calls on standard output, warnings on standard error.
    func print() {
        let request = TableRequest(
            accounts: .names([cell.key.account]), regions: .names([cell.key.region]), word: kind.name)
        if let table = try? Table(request, over: snapshot, now: .now), !table.rows.isEmpty {
            Terminal.write(TextTable(table, now: .now).text + "\n")
        }
        var columns = TextTable(header: ["COLUMN", "EMPTY", "OF"])
        columns.rows = paths.map { [$0.name, String($0.nulls), String(cell.rows.count)] }
        Terminal.write(columns.text + "\n")
        var made = TextTable(header: ["CALL", "CALLS", "REQUESTS", "TIME", "ERRORS"])
        made.widestCell = 100
        made.rows = operations.map { operation in
            let errors = operation.errors.sorted { $0.key < $1.key }.map { "\($0.value)× \($0.key)" }
            return [
                operation.name.description, String(operation.calls), String(operation.requests),
                "\(operation.took.milliseconds) ms", errors.isEmpty ? "-" : errors.joined(separator: "; "),
            ]
        }
        Terminal.write(made.text)
        for warning in warnings { Terminal.say("warning: \(Terminal.plain(warning))") }
        Terminal.say("\(counted(cell.rows.count, "row")) of \(kind.name) in \(cell.key.account)/\(cell.key.region)")
    }
}

extension Duration {
    /// Whole milliseconds.
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
