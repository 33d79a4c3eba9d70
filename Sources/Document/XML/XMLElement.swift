import XMLParsing

/// One element of an `XMLTree`: a cursor that keeps its document alive.
///
/// - Cost: 16 bytes and a reference count; copying it copies nothing of the document.
package struct XMLElement: Sendable {
    private let buffer: XMLBuffer
    private let position: Int

    init(buffer: XMLBuffer, position: Int) {
        self.buffer = buffer
        self.position = position
    }

    /// The local name (`DescribeInstancesResponse`).
    ///
    /// - Cost: no allocation; equal names of one document share one String.
    package var name: String { buffer.name(of: position) }

    /// The character data directly inside this element, entities resolved, untrimmed.
    package var text: String { buffer.text(of: position) }

    /// Whether it has no child element.
    package var isLeaf: Bool { buffer.end(of: position) == position + 1 }

    /// The child elements, in order.
    package var children: Children {
        Children(buffer: buffer, position: position + 1, end: buffer.end(of: position))
    }

    /// The attributes as written (`xsi:type`, without `xmlns` declarations), in order.
    package var attributes: [(name: String, value: String)] { buffer.attributes(of: position) }

    /// Compares the local name without making a String of it.
    package func isNamed(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { buffer.name(of: position, equals: $0) }
    }

    /// The first child with this local name.
    package func child(_ name: StaticString) -> XMLElement? {
        children.first { $0.isNamed(name) }
    }
}

extension XMLElement {
    /// The child elements of one element, found while walking.
    ///
    /// - Cost: no allocation; `first` and `isEmpty` are constant, `count` walks the children.
    package struct Children: Sequence, Sendable {
        fileprivate let buffer: XMLBuffer
        fileprivate let position: Int
        fileprivate let end: Int

        /// Whether there is no child element.
        package var isEmpty: Bool { position >= end }
        /// The first child element.
        package var first: XMLElement? { isEmpty ? nil : XMLElement(buffer: buffer, position: position) }
        /// How many child elements there are; walks them.
        package var count: Int { reduce(0) { count, _ in count + 1 } }

        /// Begins at the first child.
        package func makeIterator() -> Iterator { Iterator(rest: self) }

        /// Steps from child to child.
        package struct Iterator: IteratorProtocol {
            private let buffer: XMLBuffer
            private var position: Int
            private let end: Int

            fileprivate init(rest: Children) {
                buffer = rest.buffer
                position = rest.position
                end = rest.end
            }

            /// The next child.
            package mutating func next() -> XMLElement? {
                guard position < end else { return nil }
                defer { position = buffer.end(of: position) }
                return XMLElement(buffer: buffer, position: position)
            }
        }
    }
}
