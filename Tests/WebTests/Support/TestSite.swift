import Configuration
import FoundationEssentials
import HTTPServer
import Inventory
import Synchronization
import Templating
import Testing

@testable import Web

/// The site over a sample, asked in-process.
struct TestSite {
    var application: WebApplication
    let live: TestLive
    let reports: Reports

    /// What the application reported.
    final class Reports: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    init(
        _ snapshot: Snapshot = SampleSnapshot.full, configuration: Configuration = TestSite.configuration,
        templates: [String: Result<String, CellError>] = [:], hosts: [String] = [], report: RefreshReport? = nil
    ) throws {
        let reports = Reports()
        let live = TestLive(templates: templates, report: report)
        application = WebApplication(
            site: Site(
                configuration: configuration, templates: try Self.compiled.get(), assets: try Self.assets.get(),
                find: { Finder().find($0, in: $1) }, version: "1.2.3", now: { SampleSnapshot.now }),
            snapshots: Fixed(current: snapshot), live: live,
            hosts: HostRule(configured: hosts, listensOn: "127.0.0.1"),
            proxies: ProxyRule(trusted: configuration.serving.trustedProxies), counts: AnswerCounts(),
            report: { reports.add($0) })
        self.live = live
        self.reports = reports
    }

    static let configuration = Configuration(
        accounts: [], regions: ["eu-west-1"],
        menus: [
            Configuration.Menu(title: "Compute", entries: ["ec2", "ebs", "elb", "autoscale"]),
            Configuration.Menu(title: "Database", entries: ["rds", "dynamodb", "elasticache"]),
            Configuration.Menu(title: "App Services", entries: ["sqs", "sns", "nonsense'"]),
            Configuration.Menu(title: "Network", entries: ["route53", "sg"]),
        ], route53: Configuration.Route53(account: "production", domain: "example.com", zoneID: "Z0EXAMPLE")
    )
    .naming("Running <here>", table: "ec2", filter: "state:running", columns: ["tag:env"])

    private static let compiled = Result { try Templates(directory: folder("templates")) }
    private static let assets = Result { try Assets(directory: folder("static")) }

    static func folder(_ name: String) -> String { SampleKinds.root.appending(path: name).path }

    /// Asks as a browser on the same machine would.
    func ask(
        _ target: String, method: HTTPRequest.Method = .get, headers: [(String, String)] = []
    ) async -> TestAnswer {
        // Rendering a site over and over must not keep other tests waiting.
        await Task.yield()
        var all = HTTPHeaders(headers)
        if all["Host"] == nil { all["Host"] = "localhost:5000" }
        let request = HTTPRequest(method: method, target: target, headers: all, peer: "127.0.0.1")
        switch application.reply(to: request) {
        case .now(let response): return TestAnswer(response: response)
        case .later(let make): return TestAnswer(response: await make())
        }
    }
}

/// An answer as tests look at it.
struct TestAnswer {
    let response: HTTPResponse

    var status: Int { response.status }
    var text: String { String(decoding: response.body, as: UTF8.self) }

    subscript(header: String) -> String? { response.headers[header] }
}

/// Always the same snapshot.
struct Fixed: SnapshotReading {
    let current: Snapshot
}

/// Remembers what it was asked to refresh, and has some templates.
final class TestLive: LiveReading {
    private let templates: [String: Result<String, CellError>]
    private let asked = Mutex<[CellKey]>([])
    /// What a refresh is answered with; nil grants everything.
    private let report: RefreshReport?

    init(templates: [String: Result<String, CellError>], report: RefreshReport? = nil) {
        self.templates = templates
        self.report = report
    }

    var refreshed: [CellKey] { asked.withLock { $0 } }

    func refresh(_ cells: [CellKey]) async -> RefreshReport {
        asked.withLock { $0 += cells }
        return report ?? RefreshReport(asked: cells)
    }

    func template(account: String, region: String, stack: String) async throws(CellError) -> String {
        guard let template = templates[stack] else {
            throw CellError(code: .notFound, message: "no such stack", since: SampleSnapshot.now)
        }
        return try template.get()
    }
}

extension Configuration {
    /// This with one more named view.
    fileprivate func naming(_ name: String, table: String, filter: String, columns: [String]) -> Configuration {
        var view = NamedView(name: name, table: table)
        view.filter = filter
        view.columns = columns
        var configuration = self
        configuration.views.append(view)
        return configuration
    }
}
