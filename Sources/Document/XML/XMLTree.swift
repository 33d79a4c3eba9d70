/// One XML document as a flat tree, cheap to walk.
///
/// - Shape: elements in document order; names without their namespace prefix; text is the concatenated character data directly inside an element.
/// - Cost: one buffer for the document, no allocation per element until a name or text is asked for.
package struct XMLTree: Sendable {
    /// Reads a whole document; any DOCTYPE is refused.
    package init(_ bytes: [UInt8], limits: DocumentLimits = .xmlAnswer) throws(DocumentError) {
        throw DocumentError(.syntax, "not built yet")
    }

    /// The document element.
    package var root: XMLElement { XMLElement() }
}

/// One element of an `XMLTree`.
package struct XMLElement: Sendable {
    /// The local name (`DescribeInstancesResponse`).
    package var name: String { "" }
    /// The character data directly inside this element, entities resolved, untrimmed.
    package var text: String { "" }
    /// Whether it has no child element.
    package var isLeaf: Bool { true }
    /// The child elements, in order.
    package var children: [XMLElement] { [] }
    /// The attributes as written (`xsi:type`, without `xmlns` declarations), in order.
    package var attributes: [(name: String, value: String)] { [] }
    /// Compares the local name without making a String of it.
    package func isNamed(_ name: StaticString) -> Bool { false }
}
