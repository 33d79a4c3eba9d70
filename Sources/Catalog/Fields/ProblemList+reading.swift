import Document
import Inventory
import JMESPath

/// Reading of single values: each gives nil, with a problem, for what it cannot take.
extension ProblemList {
    /// A text that is not empty; `what` names it in messages.
    mutating func text(_ node: YAMLNode?, _ what: String, limit: Int = 10_000) -> String? {
        guard let node else { return nil }
        guard let text = node.scalar, !node.isBlank, !text.isEmpty else {
            add(.wrongType, at: node, "\(what) is a text, not \(node.shape)")
            return nil
        }
        guard text.count <= limit else {
            add(.limit, at: node, "\(what) is longer than \(limit) characters")
            return nil
        }
        return text
    }

    /// A compiled path.
    mutating func expression(_ node: YAMLNode?, _ what: String) -> JMESPath.Expression? {
        guard let node, let source = text(node, what) else { return nil }
        guard !node.isPlainLiteral else {
            add(
                .badExpression, at: node,
                "\(what) is a path; a literal is written '\(source)' or `\(source)`, in quotes")
            return nil
        }
        do {
            return try JMESPath.Expression(source, functions: .kinds)
        } catch {
            let place = error.offset.map { " at character \($0 + 1)" } ?? ""
            add(.badExpression, at: node, "\(what) is no JMESPath\(place): \(error.message)")
            return nil
        }
    }

    /// `true` or `false`; absent is false.
    mutating func flag(_ node: YAMLNode?, _ what: String) -> Bool {
        guard let node else { return false }
        guard case .scalar(let text, quoted: false) = node.content, text == "true" || text == "false" else {
            add(.wrongType, at: node, "\(what) is true or false")
            return false
        }
        return text == "true"
    }

    /// A whole number inside `range`.
    mutating func number(_ node: YAMLNode?, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let node else { return nil }
        guard let text = node.scalar, let number = Int(text), range.contains(number) else {
            add(.wrongType, at: node, "\(what) is a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// How often something is read: `60s`, `5m`, `1h`.
    mutating func interval(_ node: YAMLNode?, _ what: String) -> Duration? {
        guard let node else { return nil }
        guard let text = node.scalar, let seconds = Self.seconds(text) else {
            add(.badDuration, at: node, "\(what) is a whole number and s, m or h, for example 300s")
            return nil
        }
        guard (Defaults.shortestEverySeconds...Defaults.longestEverySeconds).contains(seconds) else {
            add(
                .badDuration, at: node,
                "\(what) is at least \(Defaults.shortestEverySeconds)s and at most a week (\(Defaults.longestEverySeconds)s)"
            )
            return nil
        }
        return .seconds(seconds)
    }

    /// The seconds of `60s`, `5m`, `1h`.
    private static func seconds(_ text: String) -> Int? {
        let digits = text.dropLast()
        guard (1...7).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits)
        else { return nil }
        switch text.last {
        case "s": return number
        case "m": return number * 60
        case "h": return number * 3600
        default: return nil
        }
    }

    /// The elements of a list of at most `limit`.
    mutating func list(_ node: YAMLNode?, _ what: String, limit: Int = Defaults.entries) -> [YAMLNode] {
        guard let node else { return [] }
        guard let nodes = node.sequence else {
            add(.wrongType, at: node, "\(what) is a list, not \(node.shape)")
            return []
        }
        guard nodes.count <= limit else {
            add(.limit, at: node, "\(what) has \(nodes.count) entries, more than \(limit)")
            return Array(nodes.prefix(limit))
        }
        return nodes
    }
}
