import Configuration
import Dispatch
import FoundationEssentials
import Glibc
import Inventory
import Synchronization
import Web

/// The site over 100,000 resources, on a port that it prints, until its input ends; then the time that it took for answers,
/// by route, as JSON.
enum SiteBench {
    static func run(_ words: [String]) async {
        guard words.count == 1 else { Usage.fail("site ROOT") }
        let root = words[0]
        let kinds = BenchKinds.load(root + "/kinds", models: root + "/models")
        let snapshot = SampleCompany.snapshot(kinds: kinds)
        let finder = Finder()
        _ = finder.index(of: snapshot)
        let times = Times()
        do {
            let server = try WebServer(
                configuration: Configuration(), snapshots: Unchanging(current: snapshot), live: Unasked(),
                templates: root + "/templates", files: root + "/static", version: "bench",
                find: { finder.find($0, in: $1) },
                record: { times.add($0.duration / .milliseconds(1), to: "\($0.route)-\($0.status)") })
            let port = try server.start(host: "127.0.0.1", port: 0)
            print(port)
            fflush(nil)
            await inputEnds()
            await server.stop()
            print(times.json)
        } catch {
            Usage.fail("\(error)")
        }
    }

    private static func inputEnds() async {
        await withCheckedContinuation { over in
            DispatchQueue.global().async {
                while getchar() != EOF {}
                over.resume()
            }
        }
    }

    /// Milliseconds by route and status.
    private final class Times: Sendable {
        /// Answers are remembered so many of one kind; a load tool asks a million times.
        private static let most = 20_000

        private let times = Mutex<[String: [Double]]>([:])

        func add(_ time: Double, to name: String) {
            times.withLock { times in
                if times[name, default: []].count < Self.most { times[name, default: []].append(time) }
            }
        }

        var json: String {
            let parts = times.withLock { $0 }.sorted { $0.key < $1.key }.map { name, times in
                let sorted = times.sorted()
                func share(_ part: Double) -> Double { sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)] }
                return
                    #""\#(name)":{"count":\#(sorted.count),"median":\#(share(0.5)),"p95":\#(share(0.95)),"most":\#(share(1))}"#
            }
            return "{\(parts.joined(separator: ","))}"
        }
    }
}

/// One snapshot for ever.
private struct Unchanging: SnapshotReading {
    let current: Snapshot
}

/// Nobody asks AWS in a bench.
private struct Unasked: LiveReading {
    func refresh(_ cells: [CellKey]) async -> RefreshReport { RefreshReport() }
    func template(account: String, region: String, stack: String) async throws(CellError) -> String { "" }
}
