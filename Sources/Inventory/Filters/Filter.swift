/// A filter of rows: the one language of `q` in addresses, on the command line and in rules.
///
/// - Source: `docs/filters.md`.
/// - Shape: all terms have to hold; what could not be understood is in `problems` and takes no part.
package struct Filter: Sendable, Hashable {
    package let terms: [FilterTerm]
    package let problems: [FilterProblem]

    /// The longest filter that is read and the most terms, so that an address cannot cost more than a page.
    ///
    /// - Units: characters.
    static let maximumLength = 2000
    static let maximumTerms = 50

    /// Reads `text`, with the fields that `kinds` have.
    package init(_ text: String, kinds: [Kind]) {
        var parser = FilterParser(text, vocabulary: FilterVocabulary(kinds))
        terms = parser.parse()
        problems = parser.problems
    }

    package init(terms: [FilterTerm], problems: [FilterProblem] = []) {
        self.terms = terms
        self.problems = problems
    }

    /// The same with the names of `accounts` where their ids are written: rows know the names.
    func naming(_ accounts: [AccountInfo]) -> Filter {
        let named = terms.map { term in
            guard case .field(Builtin.account.rawValue, let tests) = term.condition else { return term }
            let meant = tests.flatMap { test -> [FilterTest] in
                guard case .text(let glob) = test, glob.namesDigits else { return [test] }
                let matcher = GlobMatcher(glob)
                let names = accounts.filter { $0.accountID.map { matcher.matches($0) } ?? false }.map(\.name)
                // What is no pattern is one account's id or one's name.
                return (glob.literal == nil || names.isEmpty ? [test] : [])
                    + names.map { .text(Glob(literal: $0)) }
            }
            return FilterTerm(isNegated: term.isNegated, .field(Builtin.account.rawValue, meant))
        }
        return Filter(terms: named, problems: problems)
    }

    /// Every problem in one sentence; nil when there is none.
    package var problem: String? {
        problems.isEmpty ? nil : problems.map(\.description).joined(separator: "; ")
    }
}

extension Glob {
    /// Whether a part of it is digits alone, as of an account's id.
    fileprivate var namesDigits: Bool {
        pieces.contains { piece in
            if case .literal(let text) = piece { text.utf8.allSatisfy { 0x30...0x39 ~= $0 } } else { false }
        }
    }
}

/// The fields that a filter over some kinds may name, with the forms they have there.
struct FilterVocabulary: Sendable {
    private let forms: [String: [Form]]

    init(_ kinds: [Kind]) {
        var forms: [String: [Form]] = ["tag": [.text], "ip": [.ip], "port": [.integer]]
        for builtin in Builtin.allCases { forms[builtin.rawValue] = [builtin.form] }
        for kind in kinds {
            for column in kind.columns { forms[column.name, default: []].append(column.form) }
            for lens in kind.lenses { forms[lens.name, default: []].append(lens.form) }
        }
        self.forms = forms
    }

    var names: some Sequence<String> { forms.keys }

    subscript(name: String) -> [Form]? { forms[name] }
}
