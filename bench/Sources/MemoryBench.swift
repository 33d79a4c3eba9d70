import Catalog
import AWS
import Inventory

/// Bytes of memory for each resource of a large cell.
enum MemoryBench {
    static let count = 50_000

    static func run(_ words: [String]) {
        guard words.count == 2 else { Usage.fail("memory KINDS MODELS") }
        let kinds = BenchKinds.load(words[0], models: words[1])
        let before = Usage.residentBytes
        let snapshot = SampleRows.snapshot(count, kinds: kinds)
        let after = Usage.residentBytes
        let rows = snapshot.cells.values.flatMap(\.rows)
        let documents = rows.reduce(0) { $0 + $1.raw.json.count }
        print(
            """
            {"resources":\(rows.count),"bytes_per_resource":\((after - before) / rows.count),\
            "document_bytes":\(documents / rows.count)}
            """)
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
