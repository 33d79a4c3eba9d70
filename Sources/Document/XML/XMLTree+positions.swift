import XMLParsing

/// The tree by the numbers of its elements, for those who walk all of it and count every nanosecond.
///
/// - Shape: the document element is 0; the first child of `n` is `n + 1` when that is below `end(at: n)`, and the element after a child is at that child's end.
extension XMLTree {
    /// Each local name of the document once.
    package var names: [String] { buffer.names }

    /// The place of an element's local name in `names`.
    package func nameIndex(at position: Int) -> Int { buffer.nameIndex(of: position) }

    /// The number after an element's last descendant.
    package func end(at position: Int) -> Int { buffer.end(of: position) }

    /// The character data directly inside an element, entities resolved, untrimmed.
    package func text(at position: Int) -> String { buffer.text(of: position) }

    /// The attributes of an element as written, in order.
    package func attributes(at position: Int) -> [(name: String, value: String)] { buffer.attributes(of: position) }
}
