import Inventory

/// What could not be read, for people, on standard error.
enum FailedCells {
    /// Says one line per account, code and action, so that one denied action is not said fifty times.
    static func say(_ cells: [Cell]) {
        var groups: [String: (places: [String], message: String)] = [:]
        for cell in cells.sorted(by: { $0.key.order < $1.key.order }) {
            let code = cell.error?.code.rawValue ?? cell.status.rawValue
            let what = cell.error?.action ?? cell.key.kind
            groups["\(cell.key.account) \(code) \(what)", default: ([], cell.reason)].places
                .append("\(cell.key.account)/\(cell.key.region)/\(cell.key.kind)")
        }
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
            Terminal.say("not complete: \(group.places.joined(separator: ", ")): \(Terminal.plain(group.message))")
        }
    }
}

extension CellKey {
    /// By account, region, kind.
    var order: String { "\(account)\u{0}\(region)\u{0}\(kind)" }
}

extension Cell {
    /// Why it is not complete, in words.
    var reason: String {
        if let error { return "\(error.code.rawValue): \(error.message)" }
        if !unreadParents.isEmpty { return "could not read \(unreadParents.joined(separator: ", "))" }
        return status.rawValue
    }
}
