import AWS
import Configuration
import FoundationEssentials
import HTTPTransport
import Inventory
import Web

/// How long a page of 1,000 instances takes, asked for over loopback.
enum PageBench {
    static let rows = 1000
    static let asked = 41

    static func run(_ words: [String]) async {
        guard words.count == 1 else { Usage.fail("page ROOT") }
        let root = words[0]
        let kinds = BenchKinds.load(root + "/kinds", models: root + "/models")
        let snapshot = SampleRows.snapshot(rows, kinds: kinds)
        let finder = Finder()
        do {
            let server = try WebServer(
                configuration: Configuration(), snapshots: Still(current: snapshot), live: Nobody(),
                templates: root + "/templates", files: root + "/static", version: "bench",
                find: { finder.find($0, in: $1) })
            let port = try server.start(host: "127.0.0.1", port: 0)
            let client = try HTTPClient()
            var wall: [Double] = []
            var bytes = 0
            let before = Usage.cpuSeconds
            for number in 0..<asked {
                // Another address each time: nothing is answered that was kept.
                // A size of its own, so that each is made anew: there are no more rows than these.
                let path = "/production/us-east-1/ec2?_size=\(rows + number)"
                let began = ContinuousClock.now
                bytes = try await get("http://127.0.0.1:\(port)\(path)", client)
                wall.append((ContinuousClock.now - began) / .milliseconds(1))
            }
            let cpu = (Usage.cpuSeconds - before) / Double(asked) * 1000
            await server.stop()
            let median = wall.sorted()[asked / 2]
            print(
                #"{"rows":\#(rows),"page_bytes":\#(bytes),"median_milliseconds":\#(median),"cpu_milliseconds":\#(cpu)}"#
            )
        } catch {
            Usage.fail("\(error)")
        }
    }

    private static func get(_ url: String, _ client: HTTPClient) async throws -> Int {
        let answer = try await client.send(HTTPRequest(url: url), deadline: .now + .seconds(30))
        guard answer.status == 200 else { Usage.fail("the page answers \(answer.status)") }
        return answer.body.count
    }
}

/// One snapshot for ever.
private struct Still: SnapshotReading {
    let current: Snapshot
}

/// Nobody asks AWS in a bench.
private struct Nobody: LiveReading {
    func refresh(_ cells: [CellKey]) async -> RefreshReport { RefreshReport() }
    func template(account: String, region: String, stack: String) async throws(CellError) -> String { "" }
}
