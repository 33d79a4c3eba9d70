import Inventory

/// Checks kinds and views against the service models and each other.
struct CatalogLint {
    let kinds: [KindDeclaration]
    let views: [ViewDeclaration]
    let operations: any OperationKnowing

    /// Every problem, sorted by place.
    func problems() -> [KindProblem] {
        var problems: [KindProblem] = []
        var rows: [String: Outline] = [:]
        var checks: [KindCheck] = []
        for declaration in kinds {
            var check = KindCheck(declaration, operations: operations)
            rows[declaration.kind.name] = check.rowOutline()
            checks.append(check)
        }
        for var check in checks {
            check.checkRows(joining: rows)
            problems += check.problems.problems
        }
        return (problems + ViewCheck(kinds: kinds, views: views).problems()).sorted()
    }
}
