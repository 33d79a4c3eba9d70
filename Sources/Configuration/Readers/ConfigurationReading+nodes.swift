package import Document

/// What every part of the file, and every lens, reads with.
extension ConfigurationReading {
    /// The pairs of a mapping whose keys are among `words`; a warning for every other key.
    ///
    /// - Shape: nil, with an error, for what is no mapping; `words` nil leaves the keys to the caller.
    package mutating func mapping(_ node: YAMLNode, as what: String, words: [String]? = nil) -> ConfigurationFields? {
        guard case .mapping(let pairs) = node.content else {
            error(.wrongType, at: node, "\(what) must be a mapping, not \(node.typeName)")
            return nil
        }
        let fields = ConfigurationFields(node, pairs: pairs)
        guard let words else { return fields }
        for field in fields.all where !words.contains(field.name) {
            unknown(field, words: words)
        }
        return fields
    }

    /// Warns of a key that nothing reads.
    mutating func unknown(_ field: ConfigurationFields.Field, words: [String]) {
        let near = suggestion(for: field.name, among: words)
        warning(
            .unknownKey, at: field.key, "unknown key \(Shown.quoted(field.name)) is ignored", suggestion: near)
    }

    /// The entries of a list; nil, with an error, for what is none.
    package mutating func list(_ node: YAMLNode, as what: String) -> [YAMLNode]? {
        if case .sequence(let nodes) = node.content { return nodes }
        let text = node.isNothing ? nil : node.text
        error(
            .wrongType, at: node, "\(what) must be a list, not \(node.typeName)",
            suggestion: text.map { $0.contains("*") ? "['\($0)']" : "[\($0)]" })
        return nil
    }

    /// The text of one scalar, as written; nil, with an error, for anything else, for nothing, and for control characters.
    package mutating func text(_ node: YAMLNode, as what: String) -> String? {
        guard let text = node.text else {
            error(.wrongType, at: node, "\(what) must be a single value, not \(node.typeName)")
            return nil
        }
        guard !text.isEmpty, !node.isNothing else {
            error(.emptyValue, at: node, "\(what) is empty")
            return nil
        }
        guard !text.unicodeScalars.contains(where: \.isUnprintable) else {
            error(.badText, at: node, "\(what) has control characters or line breaks")
            return nil
        }
        return text
    }

    /// The text of one field; nil when it is absent, and with an error at its key when it is empty.
    package mutating func text(_ fields: ConfigurationFields, _ name: String) -> String? {
        guard let field = fields[name] else { return nil }
        if field.value.isNothing || field.value.text == "" {
            error(.emptyValue, at: field.key, "\(name) is empty")
            return nil
        }
        return text(field.value, as: name)
    }

    /// Whether a setting is on; nil without it, and with an error for what is neither true nor false.
    package mutating func flag(_ fields: ConfigurationFields, _ name: String) -> Bool? {
        guard let field = fields[name], let text = text(fields, name) else { return nil }
        guard let flag = Bool(text.lowercased()) else {
            error(.wrongType, at: field.value, "\(name) must be true or false")
            return nil
        }
        return flag
    }

    /// A duration such as `60s`, `5m` or `1h` within `bounds`; nil, with an error, otherwise.
    ///
    /// - Units: seconds.
    package mutating func duration(
        _ node: YAMLNode, as what: String, within bounds: ClosedRange<Int64>
    ) -> Duration? {
        guard let text = text(node, as: what) else { return nil }
        guard let seconds = DurationText.seconds(text) else {
            error(
                .duration, at: node, "\(what) must be a duration such as 60s, 5m or 1h",
                suggestion: DurationText.correction(of: text))
            return nil
        }
        guard bounds.contains(seconds) else {
            error(
                .duration, at: node,
                "\(what) must be between \(bounds.lowerBound)s and \(DurationText.text(bounds.upperBound))")
            return nil
        }
        return .seconds(seconds)
    }

    /// An RE2 pattern; nil, with an error, when the schema finds fault with it.
    package mutating func pattern(_ node: YAMLNode, as what: String) -> String? {
        guard let text = text(node, as: what) else { return nil }
        guard text.count <= Defaults.patternLength else {
            error(.pattern, at: node, "\(what) is longer than \(Defaults.patternLength) characters")
            return nil
        }
        if let fault = schema.patternFault(text) {
            error(.pattern, at: node, "\(what) is not an RE2 pattern: \(Shown.escaped(fault))")
            return nil
        }
        return text
    }

    /// Reports every repeated key below `node`, at its second place.
    mutating func duplicates(below node: YAMLNode) {
        switch node.content {
        case .scalar: return
        case .sequence(let nodes): for node in nodes { duplicates(below: node) }
        case .mapping(let pairs):
            var lines: [String: Int] = [:]
            for (key, value) in pairs {
                if let text = key.text {
                    if let line = lines[text] {
                        error(
                            .duplicateKey, at: key, "\(Shown.quoted(text)) stands here twice (first in line \(line))")
                    } else {
                        lines[text] = key.line
                    }
                }
                duplicates(below: value)
            }
        }
    }
}
