import Document
import Inventory

/// A kind as it was read, with its file, so that what is found wrong later has a place too.
struct KindDeclaration {
    let kind: Kind
    let file: String
    let root: YAMLNode

    /// The node under `path`, or the nearest node above it that there is.
    ///
    /// - Shape: a number names an element of a list.
    func node(_ path: [String]) -> YAMLNode {
        var node = root
        for step in path {
            switch node.content {
            case .mapping(let pairs):
                guard let next = pairs.first(where: { $0.key.scalar == step })?.value else { return node }
                node = next
            case .sequence(let nodes):
                guard let index = Int(step), nodes.indices.contains(index) else { return node }
                node = nodes[index]
            case .scalar: return node
            }
        }
        return node
    }
}

/// A view as it was read.
struct ViewDeclaration {
    let view: View
    let file: String
    let node: YAMLNode
}
