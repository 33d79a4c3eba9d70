/// One template's text, checked and put together before it is compiled.
///
/// - Shape: `{{>name}}` stands for the text of the part `name`, so that escaping sees the whole page at once.
struct TemplateSource {
    /// Every template begins with it: escaping by context is never left out.
    static let pragma = "{{%AUTOESCAPE context=\"HTML\"}}"
    /// Parts inside parts, at most.
    private static let depthLimit = 8

    let name: String
    /// The whole text, with its parts in place.
    let text: String
    /// The names of values and of sections.
    let markers: TemplateMarkers

    init(name: String, sources: [String: String]) throws(TemplateError) {
        var markers = TemplateMarkers()
        let body = try Self.assemble(name, of: name, sources: sources, depth: 0, markers: &markers)
        self.name = name
        self.text = Self.pragma + body
        self.markers = markers
    }

    private static func assemble(
        _ part: String, of name: String, sources: [String: String], depth: Int, markers: inout TemplateMarkers
    ) throws(TemplateError) -> String {
        guard let source = sources[part] else {
            throw TemplateError(.unknownPart, template: name, "there is no part \"\(part)\"")
        }
        guard source.hasPrefix(pragma) else {
            throw TemplateError(.noPragma, template: part, "it must begin with \(pragma)")
        }
        guard depth < depthLimit else {
            throw TemplateError(.unknownPart, template: name, "the part \"\(part)\" holds itself")
        }
        var whole = ""
        var rest = source.dropFirst(pragma.count)
        while let opening = rest.firstRange(of: "{{") {
            guard let closing = rest[opening.upperBound...].firstRange(of: "}}") else {
                throw TemplateError(.badMarker, template: part, "a marker is not closed")
            }
            whole += rest[..<opening.lowerBound]
            let marker = rest[opening.upperBound..<closing.lowerBound]
            rest = rest[closing.upperBound...]
            if marker.hasPrefix(">") {
                let inner = String(marker.dropFirst())
                whole += try assemble(inner, of: name, sources: sources, depth: depth + 1, markers: &markers)
            } else {
                try markers.add(marker, template: part)
                if !marker.hasPrefix("!") { whole += "{{\(marker)}}" }
            }
        }
        return whole + rest
    }
}

/// The names a template knows.
package struct TemplateMarkers: Sendable, Hashable {
    package private(set) var values: Set<String> = []
    package private(set) var sections: Set<String> = []

    mutating func add(_ marker: Substring, template: String) throws(TemplateError) {
        guard let first = marker.first else { throw TemplateError(.badMarker, template: template, "{{}} is empty") }
        switch first {
        case "!", "/": return
        case "#": sections.insert(try Self.name(marker.dropFirst(), template: template))
        default:
            guard !marker.contains(":none") else {
                throw TemplateError(.unescaped, template: template, "{{\(marker)}} turns escaping off")
            }
            // `p` keeps white space, for text in `pre`; all other escaping is the context's.
            let name = marker.hasSuffix(":p") ? marker.dropLast(2) : marker
            values.insert(try Self.name(name, template: template))
        }
    }

    private static func name(_ text: Substring, template: String) throws(TemplateError) -> String {
        let isName = !text.isEmpty && text.utf8.allSatisfy { $0 == 0x5F || 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 }
        guard isName else {
            throw TemplateError(.badMarker, template: template, "{{\(text)}} is no name of capital letters")
        }
        return String(text)
    }
}
