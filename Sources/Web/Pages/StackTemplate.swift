import Document

/// A stack's template as it was written, and the same in the other language.
struct StackTemplate {
    /// As it was written.
    let text: String
    /// JSON begins with a brace; everything else is YAML.
    let language: SourceLanguage

    init(_ text: String) {
        self.text = text
        let first = text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        language = first == UInt8(ascii: "{") ? .json : .yaml
    }

    /// CloudFormation takes a megabyte at most.
    private static let limits = DocumentLimits(bytes: 4 << 20, depth: 200, nodes: 500_000)

    /// The template in a language: as it was written where it is that one's, else turned into it.
    ///
    /// - Shape: comments and styles of YAML are lost on the way; the short forms of functions (`!Ref`, `!Sub`) become their long ones.
    /// - Throws: `DocumentError` for what cannot be read, such as anchors.
    func text(in wanted: SourceLanguage) throws(DocumentError) -> String {
        guard wanted != language else { return text }
        let bytes = Array(text.utf8)
        switch wanted {
        case .yaml: return String(decoding: try Value(json: bytes, limits: Self.limits).yaml(), as: UTF8.self)
        case .json:
            let node = try YAMLNode.parse(bytes, limits: Self.limits, keepsTags: true)
            return String(decoding: node.templateValue.json(pretty: true), as: UTF8.self) + "\n"
        }
    }
}

extension SourceLanguage {
    var suffix: String { self == .json ? ".json" : ".yaml" }
    var type: String { self == .json ? "application/json" : "application/yaml" }
    var title: String { self == .json ? "JSON" : "YAML" }
}

extension YAMLNode {
    /// The node as CloudFormation reads it: a tag is a function.
    fileprivate var templateValue: Value {
        let plain: Value =
            switch content {
            // An account's number keeps its zeros.
            case .scalar(let text, quoted: false):
                value.integer.map { String($0) == text } == false ? .string(text) : value
            case .scalar(let text, quoted: true): .string(text)
            case .sequence(let nodes): .array(nodes.map(\.templateValue))
            case .mapping(let pairs): .object(Object(pairs.lazy.map { ($0.key.text ?? "", $0.value.templateValue) }))
            }
        guard let tag, tag.hasPrefix("!"), tag.count > 1 else { return plain }
        let name = tag.dropFirst()
        switch (name, plain) {
        case ("Ref", _), ("Condition", _): return [String(name): plain]
        case ("GetAtt", .string(let path)):
            // The resource's name has no dot; an attribute's may.
            let parts = path.split(separator: ".", maxSplits: 1).map { Value.string(String($0)) }
            return ["Fn::GetAtt": .array(parts)]
        default: return ["Fn::\(name)": plain]
        }
    }
}
