import Document
import FoundationEssentials
import Inventory

/// Where the words of a resource's document lead: to every resource that is known here and meant by them.
///
/// - Shape: an ARN is looked up by itself; an id that AWS made up, in the resource's own account, in its region and among what has none; a name only where a column of the kind declares that the member it stands under refers to something.
/// - Cost: each word is looked up once, and so many at most.
final class DocumentLinks {
    /// Different words that are looked up for one document.
    static let limit = 2000

    private let resource: Resource
    private let snapshot: Snapshot
    private let references: References
    private var known: [String: String?] = [:]
    /// By text: the columns' paths, and where they lead.
    private var declared: [String: [(column: Column, path: String)]] = [:]

    init(of resource: Resource, kind: Kind, snapshot: Snapshot, references: References) {
        self.resource = resource
        self.snapshot = snapshot
        self.references = references
        let painter = CellPainter(snapshot: snapshot, now: .distantPast, isWhole: true)
        for (column, value) in zip(kind.columns, resource.columns) {
            guard let target = column.form.target else { continue }
            for text in (value.array ?? [value]).compactMap(\.string) {
                guard let found = painter.target(text, of: target, near: resource.key), found.key != resource.key else {
                    continue
                }
                declared[text, default: []].append((column, Route.resource(found.key, .html).path))
            }
        }
    }

    /// The path of the resource that `word` means under `key`; nil where it is none that is known, or this one.
    func path(of word: String, under key: String) -> String? {
        if let declared = declared[word] {
            if Self.isMadeUp(word) { return declared[0].path }
            // `DBName: orders` is no cluster because its cluster has that name.
            if let one = declared.first(where: { $0.column.reads(key) }) { return one.path }
        }
        if let path = known[word] { return path }
        guard word != resource.arn, word != resource.key.id, known.count < Self.limit else { return nil }
        let found = lookUp(word)
        let path = found.flatMap { $0.key == resource.key ? nil : Route.resource($0.key, .html).path }
        known.updateValue(path, forKey: word)
        return path
    }

    private func lookUp(_ word: String) -> Resource? {
        if word.hasPrefix("arn:") { return references.resource(arn: word, near: resource.key, in: snapshot) }
        return Self.isMadeUp(word) ? resource(id: word) : nil
    }

    /// The resource with this id beside this one.
    private func resource(id: String) -> Resource? {
        let account = resource.key.account
        let regions = resource.key.region == CellKey.globalRegion ? [] : [resource.key.region]
        for region in regions + [CellKey.globalRegion] {
            for cell in snapshot.cells.cells(of: account, in: region) where !cell.rows.isEmpty {
                let key = ResourceKey(account: account, region: region, kind: cell.key.kind, id: id)
                if let found = snapshot.resource(key) { return found }
            }
        }
        return nil
    }

    /// Whether it is an id that AWS made up, which nothing else is called by chance: `i-0f1e2d3c4b5a69788`, `Z0ABC…`, `E2QWR…`.
    static func isMadeUp(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard (8...64).contains(bytes.count) else { return false }
        if let dash = bytes.lastIndex(of: UInt8(ascii: "-")) {
            let digits = bytes[(dash + 1)...]
            let prefix = bytes[..<dash]
            return digits.count >= 8 && digits.contains { 0x30...0x39 ~= $0 }
                && digits.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
                && prefix.allSatisfy { 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "-") } && !prefix.isEmpty
        }
        let isUpper = bytes.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 }
        let isLower = bytes.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }
        return (isUpper && bytes.count >= 12 || isLower && bytes.count == 10)
            && bytes.contains { 0x30...0x39 ~= $0 } && bytes.contains { $0 >= 0x41 }
    }
}
