package import Document
import RegularExpressions

/// The parts of AWS that share nothing: their regions and host names.
///
/// - Source: `models/partitions.json`.
package struct Partitions: Sendable {
    /// In the file's order; the first is what an account belongs to that says nothing else.
    package let all: [Partition]

    /// One of them.
    package struct Partition: Sendable {
        /// `aws`, `aws-cn`, `aws-us-gov`: the second field of every ARN.
        package let name: String
        package let dnsSuffix: String
        /// Where calls go that belong to no region: one that no account has to enable.
        package let signingRegion: String
        /// Titles by name (`eu-west-1`: `Europe (Ireland)`).
        package let regions: [String: String]
        /// Words like `aws-global` that endpoint rules take for regions.
        let pseudoRegions: Set<String>
        /// What the names of its regions look like, those too that are newer than the file.
        let pattern: Pattern
        /// What `aws.partition` gives in endpoint rules.
        let outputs: Value
    }

    /// Reads the facts that the importer wrote.
    ///
    /// - Throws: `DocumentError` (`syntax`) when they have another shape.
    package init(_ facts: Value) throws(DocumentError) {
        var all: [Partition] = []
        for member in facts["partitions"]?.object ?? [:] {
            all.append(try Partition(name: member.key, member.value))
        }
        guard !all.isEmpty else { throw DocumentError(.syntax, "no partitions") }
        self.all = all
    }

    /// Every known region of every partition, sorted within its partition.
    package var allRegions: [String] { all.flatMap { $0.regions.keys.sorted() } }

    /// The partition called `name`.
    package subscript(name: String) -> Partition? { all.first { $0.name == name } }

    /// The partition that has `region`, or would have it by its name; nil for a name that fits nowhere.
    package func partition(of region: String) -> Partition? {
        all.first { $0.regions[region] != nil } ?? all.first { $0.pattern.matches(region) }
    }

    /// The first partition with a region that begins like `pattern` does before its first star (`cn-*`).
    package func partition(ofPattern pattern: String) -> Partition? {
        guard let star = pattern.firstIndex(of: "*") else { return partition(of: pattern) }
        return all.first { $0.regions.keys.contains { $0.hasPrefix(pattern[..<star]) } }
    }

    /// The partition of an account whose regions these names and patterns are: that of the first one that fits some; nil
    /// where none does.
    package func partition(ofAny patterns: [String]) -> Partition? {
        patterns.lazy.compactMap { partition(ofPattern: $0) }.first
    }

    /// What endpoint rules take for the partition of `region`: for a name that fits nowhere, the first.
    func matching(_ region: String) -> Partition {
        all.first { $0.pseudoRegions.contains(region) } ?? partition(of: region) ?? all[0]
    }
}

extension Partitions.Partition {
    fileprivate init(name: String, _ facts: Value) throws(DocumentError) {
        guard let suffix = facts["dnsSuffix"]?.string, let home = facts["implicitGlobalRegion"]?.string,
            let form = facts["regionRegex"]?.string, let regions = facts["regions"]?.object,
            let pattern = try? Pattern(form)
        else { throw DocumentError(.syntax, "the partition \(name) lacks facts") }
        let titles = Dictionary(regions.map { ($0.key, $0.value.string ?? $0.key) }, uniquingKeysWith: { $1 })
        self.name = name
        dnsSuffix = suffix
        signingRegion = home
        self.regions = titles.filter { !$0.key.hasSuffix("-global") }
        pseudoRegions = Set(titles.keys.filter { $0.hasSuffix("-global") })
        self.pattern = pattern
        outputs = [
            "name": .string(name), "dnsSuffix": .string(suffix),
            "dualStackDnsSuffix": facts["dualStackDnsSuffix"] ?? .null, "implicitGlobalRegion": .string(home),
            "supportsFIPS": facts["supportsFIPS"] ?? false, "supportsDualStack": facts["supportsDualStack"] ?? false,
        ]
    }
}
