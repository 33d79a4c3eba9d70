import Document

/// `regions`, at the top and of an account.
extension ConfigurationReading {
    /// The names and patterns of a list; each must be or match a known region.
    mutating func regions(_ node: YAMLNode, as what: String) -> [String] {
        guard let nodes = list(node, as: what) else { return [] }
        if nodes.isEmpty { error(.emptyValue, at: node, "\(what) names no region") }
        var result: [String] = []
        var seen: Set<String> = []
        for entry in nodes {
            guard let name = text(entry, as: "a region") else { continue }
            if !seen.insert(name).inserted {
                warning(.duplicateEntry, at: entry, "region \(Shown.quoted(name)) is named twice")
            } else if name.contains("*") {
                guard schema.regions.contains(where: { Wildcard.matches($0, name) }) else {
                    error(.unknownRegion, at: entry, "no region matches \(Shown.quoted(name))")
                    continue
                }
                result.append(name)
            } else if schema.regions.contains(name) {
                result.append(name)
            } else {
                unknownRegion(name, at: entry)
            }
        }
        return result
    }

    mutating func unknownRegion(_ name: String, at node: YAMLNode) {
        let everything = ["all", "any", "every"].contains(name.lowercased()) ? "*" : nil
        let near = everything ?? suggestion(for: name, among: schema.regions)
        error(.unknownRegion, at: node, "unknown region \(Shown.quoted(name))", suggestion: near)
    }

    /// Whether some account gets its regions from nowhere.
    func regionsAreMissing(_ fields: ConfigurationFields, _ configuration: Configuration) -> Bool {
        let all = configuration.accounts.map(\.regions) + (configuration.organization.map { [$0.regions] } ?? [])
        return fields.written("regions") == nil && (all.isEmpty || all.contains(where: \.isEmpty))
    }

    /// The region that the environment names, for a file that names too few; an error without one.
    mutating func environmentRegions(_ fields: ConfigurationFields) -> [String] {
        if let region = schema.environmentRegion, schema.regions.contains(region) { return [region] }
        let stray = schema.environmentRegion.map { "; AWS_REGION says \(Shown.quoted($0)), which is none" } ?? ""
        error(
            .missingKey, at: fields["regions"]?.key ?? fields.node,
            "regions is missing: name some, such as ['eu-west-1'] or ['*']\(stray)")
        return []
    }
}
