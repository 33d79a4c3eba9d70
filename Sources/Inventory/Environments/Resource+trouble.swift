import Document

extension Resource {
    /// What is broken about it: a state that needs a look, or what a column `unhealthy` tells; nil while nothing is.
    package func trouble(_ kind: Kind?) -> String? {
        if let state, StateTone(of: state) == .bad { return state }
        guard let kind else { return nil }
        for (place, column) in kind.columns.enumerated() {
            if column.form == .state, let text = self.column(place).string, StateTone(of: text) == .bad {
                return "\(column.title): \(text)"
            }
            guard column.name == "unhealthy" else { continue }
            switch self.column(place) {
            case .integer(let count) where count > 0: return "\(column.title): \(count)"
            case .array(let elements) where !elements.isEmpty:
                return "\(column.title): \(column.form.plainText(.array(Array(elements.prefix(5)))))"
            default: break
            }
        }
        return nil
    }
}
