import Document

/// `refresh`: how often kinds are read.
extension ConfigurationReading {
    /// Durations by kind; a view's word stands for all its kinds, and a kind's own entry counts before that.
    mutating func refresh(_ fields: ConfigurationFields, vocabulary: Vocabulary) -> [String: Duration] {
        guard let field = fields.written("refresh"), let entries = mapping(field.value, as: "refresh") else {
            return [:]
        }
        var ofKinds: [String: Duration] = [:]
        var ofViews: [String: Duration] = [:]
        for entry in entries.all {
            let isHidden = vocabulary.hiddenKinds.contains(entry.name)
            guard let kinds = isHidden ? [entry.name] : vocabulary.kinds(of: entry.name) else {
                unknown(entry, words: vocabulary.words + vocabulary.hiddenKinds)
                continue
            }
            let what = "refresh of \(Shown.quoted(entry.name))"
            guard let every = duration(entry.value, as: what, within: Defaults.refreshSeconds) else { continue }
            if vocabulary.kinds.contains(entry.name) {
                ofKinds[entry.name] = every
            } else {
                for kind in kinds { ofViews[kind] = every }
            }
        }
        return ofViews.merging(ofKinds) { _, kind in kind }
    }
}
