import Document

/// A name in an address or on the command line that stands for nothing, with the names that were probably meant.
package struct LookupProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was looked up.
    package enum Subject: String, Sendable, CaseIterable {
        case account, region, view, kind, column, resource, page, size, state
    }

    package let subject: Subject
    /// As it was written.
    package let name: String
    /// The nearest known names, the nearest first; at most three.
    package let suggestions: [String]

    package init(_ subject: Subject, _ name: String, among known: some Sequence<String>) {
        self.subject = subject
        self.name = name
        suggestions = nearest(to: name, among: known)
    }

    /// A problem with suggestions that are known already.
    package init(_ subject: Subject, _ name: String, suggestions: [String] = []) {
        self.subject = subject
        self.name = name
        self.suggestions = suggestions
    }

    /// One sentence without its final stop, safe to show; names longer than 100 characters are cut.
    package var description: String {
        let shown = name.count > 100 ? "\(name.prefix(100))…" : name
        switch subject {
        case .page: return "this address does not name a page of this table; start again at its first page"
        case .size: return "a page has 1 to \(TableRequest.maximumSize) rows, not \(shown)"
        case .account, .region, .view, .kind, .column, .resource, .state:
            guard !suggestions.isEmpty else { return "there is no \(subject.rawValue) '\(shown)'" }
            let names = suggestions.map { "'\($0)'" }.joined(separator: " or ")
            return "there is no \(subject.rawValue) '\(shown)', did you mean \(names)?"
        }
    }
}
