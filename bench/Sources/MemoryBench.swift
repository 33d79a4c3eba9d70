import AWS
import Catalog
import Document
import FoundationEssentials
import Inventory

/// What a snapshot of 100,000 resources takes in memory, with the index of Find and after a page of each kind.
enum MemoryBench {
    static func run(_ words: [String]) {
        guard words.count == 2 else { Usage.fail("memory KINDS MODELS") }
        let kinds = BenchKinds.load(words[0], models: words[1])
        let empty = Usage.residentBytes
        let before = Usage.cpuSeconds
        let snapshot = SampleCompany.snapshot(kinds: kinds)
        let built = Usage.cpuSeconds
        let packed = Usage.residentBytes
        let finder = Finder()
        let index = finder.index(of: snapshot)
        let indexed = Usage.cpuSeconds
        let found = finder.find(FindRequest("orders"), in: snapshot).total
        for (kind, _) in SampleCompany.counts { page(kind, of: snapshot) }
        let references = References()
        let first = look(at: snapshot, with: references)
        let again = look(at: snapshot, with: references)
        let resident = Usage.residentBytes
        let size = SnapshotSize(of: snapshot)
        let figures: [(String, Int)] = [
            ("resources", size.rows), ("found", found), ("resident_bytes", resident), ("empty_bytes", empty),
            ("packed_bytes", packed), ("peak_bytes", Usage.peakBytes), ("handle_bytes", size.handles),
            ("field_bytes", size.fields), ("word_bytes", size.words), ("document_bytes", size.documents),
            ("document_text_bytes", size.documentText), ("index_bytes", index.byteCount),
            ("build_microseconds", Int((built - before) * 1e6)), ("index_microseconds", Int((indexed - built) * 1e6)),
            ("reference_bytes", references.byteCount), ("first_look_microseconds", first),
            ("look_microseconds", again), ("detail_microseconds", detail(of: snapshot)),
            ("filter_microseconds", filter("web-0 -nothing", of: snapshot)),
            ("field_filter_microseconds", filter("state:running tag:Service=orders", of: snapshot)),
        ]
        print("{" + figures.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}")
    }

    /// Makes a page of `kind` as the site does.
    private static func page(_ kind: String, of snapshot: Snapshot) {
        let request = TableRequest(accounts: .all, regions: .all, word: kind, sort: "name", size: 1000)
        guard let table = try? Table(request, over: snapshot, now: .now), table.rows.count == 1000 else {
            Usage.fail("there is no page of \(kind)")
        }
    }

    /// CPU time of the first hundred of all instances that satisfy a filter.
    private static func filter(_ text: String, of snapshot: Snapshot) -> Int {
        let request = TableRequest(accounts: .all, regions: .all, word: "ec2", filter: text, size: 100)
        let before = Usage.cpuSeconds
        guard let table = try? Table(request, over: snapshot, now: .now), table.matched > 100 else {
            Usage.fail("nothing satisfies \(text)")
        }
        return Int((Usage.cpuSeconds - before) * 1e6)
    }

    /// CPU time of telling what refers to a resource, the mean over four of each cell.
    private static func look(at snapshot: Snapshot, with references: References) -> Int {
        let rows = snapshot.cells.values.flatMap { $0.rows.prefix(4) }
        let before = Usage.cpuSeconds
        for row in rows where references.referrers(to: row, in: snapshot).looked == 0 && row.key.kind == "sg" {
            Usage.fail("nothing was looked at")
        }
        return Int((Usage.cpuSeconds - before) / Double(max(rows.count, 1)) * 1e6)
    }

    /// CPU time of reading one whole document out of its place, the mean of a thousand.
    private static func detail(of snapshot: Snapshot) -> Int {
        let rows = snapshot.cells.values.flatMap { $0.rows.prefix(4) }
        let before = Usage.cpuSeconds
        for row in rows where row.raw.value.isNull { Usage.fail("a document is missing") }
        return Int((Usage.cpuSeconds - before) / Double(max(rows.count, 1)) * 1e6)
    }
}

/// The built-in kinds.
enum BenchKinds {
    static func load(_ folder: String, models: String) -> KindSet {
        do {
            let catalog = Catalog.load(folders: [folder], models: try ModelStore(directories: [models]))
            guard catalog.problems.isEmpty else { Usage.fail("the kinds have problems") }
            return catalog.kinds
        } catch {
            Usage.fail("\(error)")
        }
    }
}
