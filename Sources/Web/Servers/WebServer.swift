package import Configuration
package import FoundationEssentials
import HTTPServer
package import Inventory
import Synchronization
import Templating

/// The site on a port.
package final class WebServer: Sendable {
    private let snapshots: any SnapshotReading
    private let live: any LiveReading
    private let site: Site
    private let allowedHosts: [String]
    private let report: @Sendable (String) -> Void
    private let running = Mutex<HTTPServer?>(nil)

    /// Reads templates and static files, and checks them.
    ///
    /// - Parameters:
    ///   - configuration: Menus and the configured zone.
    ///   - snapshots: What pages show.
    ///   - live: What a refresh and a template download ask.
    ///   - templates: The folder of the templates.
    ///   - files: The folder of what is served under `/static/`.
    ///   - version: What the pages' foot says.
    ///   - allowedHosts: Names that the Host header may have; none for the loopback names on a loopback address, and any
    ///     name elsewhere.
    ///   - now: The clock.
    ///   - find: Answers Find: the text, the snapshot, and how many answers at most.
    ///   - report: Told about what should never happen, one line each.
    /// - Throws: `WebServerError` naming the file.
    package init(
        configuration: Configuration, snapshots: any SnapshotReading, live: any LiveReading, templates: String,
        files: String, version: String, allowedHosts: [String] = [], now: @escaping @Sendable () -> Date = { Date() },
        find: @escaping @Sendable (String, Snapshot, Int) -> FindResult,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(WebServerError) {
        self.snapshots = snapshots
        self.live = live
        self.allowedHosts = allowedHosts
        self.report = report
        do {
            site = Site(
                configuration: configuration, templates: try Templates(directory: templates),
                assets: try Assets(directory: files), find: find, version: version, now: now)
        } catch let error as TemplateError {
            throw WebServerError(.unusableFiles, error.description)
        } catch let error as AssetError {
            throw WebServerError(.unusableFiles, error.description)
        } catch {
            throw WebServerError(.unusableFiles, "\(error)")
        }
    }

    /// Listens and serves until `stop`.
    ///
    /// - Shape: returns the bound port, which `port` 0 leaves to the system.
    /// - Throws: `WebServerError`; after `.addressInUse` the next port may be tried.
    package func start(host: String, port: Int) throws(WebServerError) -> Int {
        MemoryReuse.begin()
        let application = WebApplication(
            site: site, snapshots: snapshots, live: live,
            hosts: HostRule(configured: allowedHosts, listensOn: host), counts: AnswerCounts(), report: report)
        let server = HTTPServer { application.reply(to: $0) }
        do {
            let port = try server.start(host: host, port: port)
            running.withLock { $0 = server }
            return port
        } catch {
            throw WebServerError(error.code == .addressInUse ? .addressInUse : .cannotListen, error.message)
        }
    }

    /// Lets answers under way finish and ends.
    package func stop() async {
        let server = running.withLock { $0 }
        await server?.stop()
    }
}
