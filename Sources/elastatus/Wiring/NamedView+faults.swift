import Configuration
import Inventory
import Web

extension Configuration.NamedView {
    /// What the kinds say of it.
    func faults(among kinds: KindSet) -> [Configuration.ViewFault] {
        let request = TableRequest(self)
        let members = kinds.kinds(of: table)
        let shown = kinds.view(table).map { $0.isMerged ? members : Array(members.prefix(1)) } ?? members
        var faults = Filter(filter, kinds: shown).problems.map {
            Configuration.ViewFault(.filter(offset: $0.offset), $0.message)
        }
        func check(_ name: String, _ part: Configuration.ViewFault.Part) {
            guard !name.isEmpty, let problem = shown.problem(ofColumn: name) else { return }
            faults.append(
                Configuration.ViewFault(
                    part, LookupProblem(problem.subject, problem.name).description,
                    suggestion: problem.suggestions.first))
        }
        if let sort = request.sort { check(sort, .sort) }
        for (place, name) in columns.enumerated() { check(name, .column(place)) }
        for (place, name) in hidden.enumerated() { check(name, .hidden(place)) }
        return faults
    }
}
