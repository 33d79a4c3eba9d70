/// The form of a value that an operation takes or gives.
///
/// - Cost: a number and a reference; shapes may hold themselves, so walking needs a bound.
package struct Shape: Sendable {
    /// What a value of the shape is.
    package enum Kind: Sendable, Hashable {
        case structure, list, map
        case string, integer, float, boolean, timestamp, blob
        /// Any JSON value.
        case document
    }

    let table: ShapeTable
    let index: Int

    /// Its name in the service model (`DBInstance`); for plain scalars their type.
    package var name: String { table.nodes[index].name }
    package var kind: Kind { table.nodes[index].kind }

    /// The members of a structure, in the model's order; empty for everything else.
    package var members: [Member] {
        table.nodes[index].members.map { Member(name: $0.name, shape: Shape(table: table, index: $0.target)) }
    }

    /// The shape of the structure's member called `name`.
    package func member(_ name: String) -> Shape? {
        guard let position = table.nodes[index].byName[name] else { return nil }
        return Shape(table: table, index: table.nodes[index].members[Int(position)].target)
    }

    /// The shape of a list's elements; nil for everything else.
    package var listMember: Shape? { kind == .list ? element : nil }

    /// The shape of a map's values; nil for everything else.
    package var mapValue: Shape? { kind == .map ? element : nil }

    /// Members that an input cannot do without.
    package var required: [String] { table.nodes[index].required }

    private var element: Shape? { table.nodes[index].element.map { Shape(table: table, index: $0.target) } }
}

extension Shape {
    /// One member of a structure.
    package struct Member: Sendable {
        package let name: String
        package let shape: Shape
    }
}
