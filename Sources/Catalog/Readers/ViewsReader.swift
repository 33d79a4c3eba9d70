import Document
import Inventory

/// Reads `views.yaml`: a list of views.
struct ViewsReader {
    var problems: ProblemList

    private static let keys = ["view", "title", "group", "kinds", "merged"]

    /// Reads the views in `root`; those with a problem are left out.
    static func read(_ root: YAMLNode, file: String) -> (views: [ViewDeclaration], problems: [KindProblem]) {
        var reader = ViewsReader(problems: ProblemList(file: file))
        guard !root.isBlank else { return ([], []) }
        let views = reader.problems.list(root, "views.yaml", limit: Defaults.filesPerFolder)
            .compactMap { reader.view($0) }
        return (views, reader.problems.problems)
    }

    private mutating func view(_ node: YAMLNode) -> ViewDeclaration? {
        guard
            let fields = Fields(
                node, of: "a view", known: Self.keys, required: Self.keys.filter { $0 != "merged" },
                problems: &problems)
        else { return nil }
        let name = word(fields["view"])
        let title = problems.text(fields["title"], "title", limit: Defaults.titleLength)
        let group = problems.text(fields["group"], "group", limit: Defaults.titleLength)
        let kinds = problems.list(fields["kinds"], "kinds").compactMap { problems.text($0, "a kind") }
        let merged = problems.flag(fields["merged"], "merged")
        guard let name, let title, let group else { return nil }
        guard !kinds.isEmpty else {
            problems.add(.badView, at: fields["kinds"] ?? node, "the view \(quoted(name)) has no kinds")
            return nil
        }
        return ViewDeclaration(
            view: View(name: name, title: title, group: group, kinds: kinds, isMerged: merged),
            file: problems.file, node: node)
    }

    private mutating func word(_ node: YAMLNode?) -> String? {
        guard let node, let text = problems.text(node, "view") else { return nil }
        guard Word.isKebab(text) else {
            problems.add(
                .badName, at: node,
                "a view is one permanent word of at most \(Defaults.wordLength) small letters, digits and hyphens",
                suggestion: Word.correction(of: text, separator: "-"))
            return nil
        }
        return text
    }
}
