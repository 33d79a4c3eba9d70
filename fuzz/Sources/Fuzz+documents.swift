import Document

/// The promises of the parsers, tried on any bytes.
enum Fuzz {}

extension Fuzz {
    /// A document is walked to its last text, or refused with a place.
    static func xml(_ bytes: [UInt8]) {
        do throws(DocumentError) {
            var count = 0
            walk(try XMLTree(bytes).root, depth: 0, &count)
        } catch {
            if let line = error.line, line < 1 { broken("lines count from 1") }
        }
    }

    private static func walk(_ element: XMLElement, depth: Int, _ count: inout Int) {
        count += 1
        if depth > DocumentLimits.xmlAnswer.depth { broken("no element is deeper than the limit") }
        _ = element.text
        for child in element.children { walk(child, depth: depth + 1, &count) }
    }

    /// What is read can be written, and is then read as the same value.
    static func json(_ bytes: [UInt8]) {
        guard let value = try? Value(json: bytes) else { return }
        for isPretty in [false, true] {
            guard let again = try? Value(json: value.json(pretty: isPretty)) else {
                broken("what is written can be read")
            }
            if again != value { broken("what is written is read as the same value") }
        }
    }

    /// A document has places inside its text, and what is written of it is read as the same value.
    static func yaml(_ bytes: [UInt8]) {
        guard let node = try? YAMLNode.parse(bytes) else { return }
        check(node, lines: 1 + bytes.count)
        let value = node.value
        guard let again = try? YAMLNode.parse(value.yaml()) else { broken("written YAML can be read") }
        // As text: not-a-number equals nothing, not even itself.
        if again.value.yaml() != value.yaml() { broken("written YAML is read as the same value") }
    }

    private static func check(_ node: YAMLNode, lines: Int) {
        if node.line < 1 || node.line > lines || node.column < 1 { broken("a place is inside the text") }
        switch node.content {
        case .scalar: break
        case .sequence(let nodes): for node in nodes { check(node, lines: lines) }
        case .mapping(let pairs):
            for (key, value) in pairs {
                check(key, lines: lines)
                check(value, lines: lines)
            }
        }
    }
}
