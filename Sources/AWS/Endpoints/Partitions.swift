package import Document

/// The parts of AWS that share nothing: their regions and host names.
///
/// - Source: `models/partitions.json`.
package struct Partitions: Sendable {
    /// In the file's order; the first is what an account belongs to that says nothing else.
    package let all: [Partition]

    /// One of them.
    package struct Partition: Sendable, Hashable {
        /// `aws`, `aws-cn`, `aws-us-gov`: the second field of every ARN.
        package let name: String
        package let dnsSuffix: String
        /// `{service}.{region}.{dnsSuffix}`.
        let hostPattern: String
        /// Titles by name (`eu-west-1`: `Europe (Ireland)`).
        package let regions: [String: String]
        /// Begins the names of regions that are newer than the file.
        let prefixes: Set<Substring>
    }

    /// Reads the facts that the importer wrote.
    ///
    /// - Throws: `DocumentError` (`syntax`) when they have another shape.
    package init(_ facts: Value) throws(DocumentError) {
        var all: [Partition] = []
        for member in facts["partitions"]?.object ?? [:] {
            guard let suffix = member.value["dnsSuffix"]?.string, let pattern = member.value["host"]?.string,
                let regions = member.value["regions"]?.object
            else { throw DocumentError(.syntax, "the partition \(member.key) lacks facts") }
            let titles = Dictionary(regions.map { ($0.key, $0.value.string ?? $0.key) }, uniquingKeysWith: { $1 })
            all.append(
                Partition(
                    name: member.key, dnsSuffix: suffix, hostPattern: pattern, regions: titles,
                    prefixes: Set(titles.keys.compactMap(Self.prefix))))
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
        if let known = all.first(where: { $0.regions[region] != nil }) { return known }
        guard let prefix = Self.prefix(region) else { return nil }
        return all.first { $0.prefixes.contains(prefix) }
    }

    /// The first partition with a region that begins like `pattern` does before its first star (`cn-*`).
    package func partition(ofPattern pattern: String) -> Partition? {
        guard let star = pattern.firstIndex(of: "*") else { return partition(of: pattern) }
        return all.first { $0.regions.keys.contains { $0.hasPrefix(pattern[..<star]) } }
    }

    /// What stands before the last two words of a region's name (`us-gov` of `us-gov-west-1`).
    private static func prefix(_ region: String) -> Substring? {
        let words = region.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count >= 3, let number = words.last, Int(number) != nil,
            region.utf8.allSatisfy({
                $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
            })
        else { return nil }
        return region[..<words[words.count - 2].startIndex].dropLast()
    }
}

extension Partitions.Partition {
    /// Where calls go that belong to no region: one that no account has to enable.
    package var signingRegion: String {
        switch name {
        case "aws": "us-east-1"
        case "aws-cn": "cn-north-1"
        case "aws-us-gov": "us-gov-west-1"
        default: regions.keys.min() ?? name
        }
    }

    func host(service: String, region: String) -> String {
        hostPattern.replacing("{service}", with: service).replacing("{region}", with: region)
            .replacing("{dnsSuffix}", with: dnsSuffix)
    }
}
