import Document

/// What a configuration file says, setting by setting, with its places and without its secrets.
package enum ConfigurationListing {
    /// Keys whose values nobody may see, wherever they stand.
    private static let secretWords: Set = ["aws_secret_access_key", "aws_session_token", "external_id"]

    /// The settings of a file, in the order written; with `defaults` also those that it leaves out.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - sections: The lenses' own sections, whose keys count as known.
    ///   - defaults: Whether settings that the file leaves out are listed with what counts in their place.
    /// - Returns: One entry for each value.
    /// - Throws: `ConfigurationProblem` for a file that cannot be read or is no YAML.
    package static func settings(
        ofFile path: String, sections: [ConfigurationSection] = [], defaults: Bool
    ) throws(ConfigurationProblem) -> [ConfigurationSetting] {
        let root: YAMLNode
        do {
            root = try YAMLNode.parse(try ConfigurationFile(path: path).bytes)
        } catch let error as DocumentError {
            throw ConfigurationProblem(
                .error, .syntax, file: path, line: error.line ?? 1, column: error.column ?? 1, message: error.message)
        } catch {
            throw ConfigurationProblem(
                .error, .unreadable, file: path, line: 1, column: 1, message: "it cannot be read")
        }
        var reader = Reader(file: path, keys: ConfigurationKey.table + sections.flatMap(\.keys))
        reader.add(root, path: "", pattern: "")
        return reader.settings + (defaults ? reader.missing : [])
    }

    private struct Reader {
        let file: String
        let keys: [ConfigurationKey]
        var settings: [ConfigurationSetting] = []
        private var written: Set<String> = []

        init(file: String, keys: [ConfigurationKey]) {
            self.file = file
            self.keys = keys
        }

        mutating func add(_ node: YAMLNode, path: String, pattern: String) {
            let children = keys.filter { $0.parent == pattern }
            guard case .mapping(let pairs) = node.content, !children.isEmpty else {
                note(path, node, value: value(of: node))
                return
            }
            written.insert(pattern)
            if pairs.isEmpty, !path.isEmpty { note(path, node, value: "") }
            for (key, value) in pairs {
                let word = key.text ?? "?"
                let place = path.isEmpty ? Shown.escaped(word) : "\(path).\(Shown.escaped(word))"
                guard let known = children.first(where: { $0.word == word || $0.word.hasPrefix("<") }) else {
                    // What nothing reads may be another program's secret.
                    note(place, key, value: "(ignored)")
                    continue
                }
                written.insert(known.path)
                if ConfigurationListing.secretWords.contains(word) {
                    note(
                        place, value,
                        value: value.text?.hasPrefix("env:") == true ? self.value(of: value) : Masked.secret)
                } else if word == "aws_access_key_id", let text = value.text {
                    note(place, value, value: text.hasPrefix("env:") ? Shown.escaped(text) : Masked.accessKeyID(text))
                } else if word == "zone_id", let text = value.text {
                    // As long as a key, and no secret.
                    note(place, value, value: Shown.escaped(text))
                } else {
                    add(value, path: place, pattern: known.path)
                }
            }
        }

        /// Settings of the file's own level, and of sections that are written, that are left out.
        var missing: [ConfigurationSetting] {
            keys.filter { key in
                !written.contains(key.path) && !key.path.contains("<") && !key.path.contains("[]")
                    && (key.parent.isEmpty || written.contains(key.parent))
            }.map {
                ConfigurationSetting(path: $0.path, value: $0.fallback.replacing("`", with: ""), source: .fallback)
            }
        }

        private mutating func note(_ path: String, _ node: YAMLNode, value: String) {
            settings.append(
                ConfigurationSetting(
                    path: path, value: value, source: .file(file, line: node.line, column: node.column)))
        }

        /// A value in one line, as YAML writes it.
        private func value(of node: YAMLNode) -> String {
            switch node.content {
            case .scalar(let text, _): Masked.url(text)
            case .sequence(let nodes): "[" + nodes.map(value).joined(separator: ", ") + "]"
            case .mapping(let pairs):
                "{ "
                    + pairs.map { key, value in
                        let word = key.text ?? "?"
                        let shown =
                            ConfigurationListing.secretWords.contains(word) ? Masked.secret : self.value(of: value)
                        return "\(Shown.escaped(word)): \(shown)"
                    }.joined(separator: ", ") + " }"
            }
        }
    }
}
