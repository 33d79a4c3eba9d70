package import Document

extension Kind {
    /// The item that stands for the list when listing is denied.
    ///
    /// - Parameters:
    ///   - section: The configuration's section.
    ///   - members: What it says, by its keys (`zone_id`, `domain`); absent keys are left out.
    /// - Returns: The item as AWS would have listed it; nil when the kind has none from this section, or it says too little.
    package func fallbackItem(from section: String, _ members: Object) -> Value? {
        guard let fallback, fallback.section == section else { return nil }
        let item = value(fallback.item, of: .object(members))
        guard item.object != nil else { return nil }
        return item
    }
}
