import Document
import Inventory

extension KindReader {
    /// `DescribeTags`, or `elb:DescribeTags` for another service than the kind's.
    mutating func operation(
        _ node: YAMLNode, _ what: String, service: String?
    ) -> (service: String, operation: String)? {
        guard let text = problems.text(node, what) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let names = parts.count == 1 ? [service ?? "", parts[0]] : parts
        guard names.count == 2, names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isOperationCharacter) }) else {
            if service != nil || parts.count != 1 {
                problems.add(.wrongType, at: node, "\(what) is an operation (DescribeTags) or service:Operation")
            }
            return nil
        }
        return (names[0], names[1])
    }

    /// Input members of a call that has no row: literals as YAML knows them.
    mutating func literals(_ node: YAMLNode, _ what: String) -> [Kind.InputMember] {
        guard let fields = Fields(node, of: what, problems: &problems) else { return [] }
        return fields.entries.compactMap { entry in
            guard !entry.value.isBlank else {
                problems.add(.wrongType, at: entry.value, "\(what) has nothing for \(quoted(entry.key.scalar ?? ""))")
                return nil
            }
            return Kind.InputMember(name: entry.key.scalar ?? "", source: .literal(entry.value.value))
        }
    }

    /// Input members of a call per row: texts are paths, plain numbers and truth values are literals.
    mutating func inputs(_ node: YAMLNode, _ what: String) -> [Kind.InputMember] {
        guard let fields = Fields(node, of: what, problems: &problems) else { return [] }
        return fields.entries.compactMap { entry in
            let name = entry.key.scalar ?? ""
            if entry.value.isPlainLiteral {
                return Kind.InputMember(name: name, source: .literal(entry.value.value))
            }
            guard entry.value.scalar != nil else {
                problems.add(
                    .wrongType, at: entry.value,
                    "\(quoted(name)) is a path, not \(entry.value.shape); a list of literals is written \"['All']\"")
                return nil
            }
            return problems.expression(entry.value, name).map { Kind.InputMember(name: name, source: .expression($0)) }
        }
    }
}

extension Character {
    fileprivate var isOperationCharacter: Bool { isASCII && (isLetter || isNumber || self == "-") }
}
