import CExpat

/// One XML document as a table of elements in document order, addressed by position; the document element is 0.
///
/// - Cost: one allocation per table; element names are made into Strings once per distinct name.
/// - Isolation: any; nothing changes after `init`.
// @unchecked Sendable: the tables behind `tree` are never written after init and live until deinit, which runs when no reference is left.
package final class XMLBuffer: @unchecked Sendable {
    private let tree: UnsafeMutablePointer<cexpat_tree>
    private let nodes: UnsafePointer<cexpat_node>
    private let bytes: UnsafePointer<UInt8>
    /// Each local name of the document once.
    package let names: [String]

    /// Reads a whole document; characters that XML cannot carry are read as U+FFFD rather than losing it.
    package init(_ document: [UInt8], depth: Int, nodes limit: Int) throws(XMLFailure) {
        let parsed = try Self.parse(document, depth: depth, nodes: limit)
        guard let nodes = parsed.pointee.nodes, let bytes = parsed.pointee.bytes else {
            cexpat_free(parsed)
            throw XMLFailure(code: .memory, message: "out of memory", line: 1, column: 1)
        }
        tree = parsed
        self.nodes = nodes
        self.bytes = bytes
        names = (0..<Int(parsed.pointee.name_count)).map { Self.string(parsed.pointee.names[$0], in: bytes) }
    }

    deinit { cexpat_free(tree) }

    /// The position in `names` of an element's local name.
    package func nameIndex(of element: Int) -> Int { Int(nodes[element].name) }

    /// The local name of an element.
    package func name(of element: Int) -> String { names[Int(nodes[element].name)] }

    /// Whether an element's local name has exactly these bytes.
    package func name(of element: Int, equals name: UnsafeBufferPointer<UInt8>) -> Bool {
        let span = tree.pointee.names[Int(nodes[element].name)]
        guard Int(span.length) == name.count else { return false }
        return name.elementsEqual(UnsafeBufferPointer(start: bytes + Int(span.offset), count: name.count))
    }

    /// The position behind an element's last descendant; its first child, if any, is the next position.
    package func end(of element: Int) -> Int { Int(nodes[element].end) }

    /// The character data directly inside an element, over all its runs.
    package func text(of element: Int) -> String {
        let node = nodes[element]
        guard node.more != 0 else { return Self.string(node.text, in: bytes) }
        var collected = Self.string(node.text, in: bytes)
        var next = node.more
        while next != 0, let runs = tree.pointee.runs {
            let run = runs[Int(next) - 1]
            collected += Self.string(run.text, in: bytes)
            next = run.more
        }
        return collected
    }

    /// The attributes of an element as written, in order.
    package func attributes(of element: Int) -> [(name: String, value: String)] {
        let node = nodes[element]
        guard node.attribute_count > 0, let table = tree.pointee.attributes else { return [] }
        return (Int(node.attributes)..<Int(node.attributes) + Int(node.attribute_count)).map {
            (Self.string(table[$0].name, in: bytes), Self.string(table[$0].value, in: bytes))
        }
    }

    /// - C: cexpat_parse
    private static func parse(
        _ document: [UInt8], depth: Int, nodes: Int
    ) throws(XMLFailure) -> UnsafeMutablePointer<cexpat_tree> {
        let parse = { (text: [UInt8]) in
            text.withUnsafeBufferPointer {
                cexpat_parse($0.baseAddress, $0.count, UInt32(clamping: depth), UInt32(clamping: nodes))
            }
        }
        guard let parsed = parse(document) else {
            throw XMLFailure(code: .memory, message: "out of memory", line: 1, column: 1)
        }
        if parsed.pointee.status == 0 { return parsed }
        defer { cexpat_free(parsed) }
        let failure = XMLFailure(parsed.pointee)
        guard failure.code == .syntax || failure.code == .encoding,
            let repaired = XMLRepair.replacingForbidden(document),
            let second = parse(repaired)
        else { throw failure }
        if second.pointee.status == 0 { return second }
        cexpat_free(second)
        throw failure
    }

    private static func string(_ span: cexpat_span, in bytes: UnsafePointer<UInt8>) -> String {
        String(
            decoding: UnsafeBufferPointer(start: bytes + Int(span.offset), count: Int(span.length)), as: UTF8.self)
    }
}

extension XMLFailure {
    fileprivate init(_ tree: cexpat_tree) {
        let code: Code =
            switch tree.status {
            case 2: .encoding
            case 3: .tooLarge
            case 4: .tooDeep
            case 5: .tooManyNodes
            case 6: .doctype
            case 7: .truncated
            case 8: .memory
            default: .syntax
            }
        self.init(
            code: code, message: tree.message.map { String(cString: $0) } ?? "not well-formed",
            line: Int(clamping: tree.line), column: Int(clamping: tree.column))
    }
}
