import Document
import Inventory

/// Checks that words are permanent and one thing each: kinds, views, and which kind stands in which view.
struct ViewCheck {
    let kinds: [KindDeclaration]
    let views: [ViewDeclaration]

    func problems() -> [KindProblem] {
        var problems: [KindProblem] = []
        let words = Set(kinds.map(\.kind.name))
        var seen: Set<String> = []
        for declaration in views {
            let view = declaration.view
            if !seen.insert(view.name).inserted {
                problems.append(problem(.nameTaken, declaration, "there is a view \(quoted(view.name)) already"))
            }
            problems += check(declaration, words: words)
        }
        let shown = Set(views.flatMap(\.view.kinds))
        for declaration in kinds where !shown.contains(declaration.kind.name) {
            let node = declaration.node(["kind"])
            problems.append(
                KindProblem(
                    .badView, file: declaration.file, line: node.line, column: node.column,
                    message: "the kind \(quoted(declaration.kind.name)) is in no view: name it in views.yaml"))
        }
        return problems
    }

    private func check(_ declaration: ViewDeclaration, words: Set<String>) -> [KindProblem] {
        let view = declaration.view
        var problems: [KindProblem] = []
        for kind in view.kinds where !words.contains(kind) {
            problems.append(
                problem(
                    .unknownKind, declaration, "there is no kind \(quoted(kind))",
                    suggestion: nearest(to: kind, among: words).first))
        }
        if Set(view.kinds).count < view.kinds.count {
            problems.append(problem(.badView, declaration, "the view \(quoted(view.name)) names a kind twice"))
        }
        if view.kinds.count == 1 {
            if view.kinds != [view.name] {
                problems.append(
                    problem(
                        .badView, declaration, "a view of one kind has the kind's word",
                        suggestion: view.kinds.first))
            }
            if view.isMerged {
                problems.append(problem(.badView, declaration, "a view of one kind has nothing to merge"))
            }
        } else if words.contains(view.name) {
            problems.append(
                problem(
                    .badView, declaration,
                    "a view of several kinds has a word of its own, and there is a kind \(quoted(view.name))"))
        }
        return problems
    }

    private func problem(
        _ code: KindProblem.Code, _ declaration: ViewDeclaration, _ message: String, suggestion: String? = nil
    ) -> KindProblem {
        KindProblem(
            code, file: declaration.file, line: declaration.node.line, column: declaration.node.column,
            message: message, suggestion: suggestion)
    }
}
