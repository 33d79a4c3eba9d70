import Document
import Inventory
import JMESPath

extension KindCheck {
    /// What `expression` finds over `outline`; nil, with a problem, where it can find nothing or something of no use.
    @discardableResult
    mutating func check(
        _ expression: JMESPath.Expression, over outline: Outline, at path: [String], allowing scalars: ScalarClass...
    ) -> Outline? {
        do throws(PathFault) {
            let found = try outline.following(expression.syntax)
            if !scalars.isEmpty, let classes = found.classes,
                let odd = classes.first(where: { !scalars.map(OutlineClass.scalar).contains($0) })
            {
                let wanted = scalars.map { OutlineClass.scalar($0).name }.joined(separator: " or ")
                report(
                    .wrongShape, at: path,
                    "\(path.last ?? "this") is \(wanted); \(quoted(expression.source)) gives \(odd.name)")
            }
            return found
        } catch {
            let message = "\(quoted(expression.source)): \(error.message)"
            if let member = error.member {
                report(.unknownMember, at: path, message, word: member, known: error.known)
            } else {
                report(.unknownMember, at: path, message)
            }
            return nil
        }
    }

    /// The elements of the list that `expression` finds.
    mutating func element(_ expression: JMESPath.Expression, over outline: Outline, at path: [String]) -> Outline {
        guard let found = check(expression, over: outline, at: path) else { return .unknown }
        guard let element = found.element else {
            report(
                .wrongShape, at: path,
                "\(path.last ?? "this") is a list; \(quoted(expression.source)) gives \(found.text)")
            return .unknown
        }
        return element
    }

    /// Notes a problem at the node under `path`.
    mutating func report(
        _ code: KindProblem.Code, at path: [String], _ message: String, word: String? = nil, known: [String] = []
    ) {
        let suggestion = word.flatMap { nearest(to: $0, among: known).first }
        problems.add(code, at: declaration.node(path), message, suggestion: suggestion)
    }
}
