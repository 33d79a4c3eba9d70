package import Configuration
package import FoundationEssentials
import HTTPServer
package import Inventory
import Schedules
import Synchronization
import Templating

/// The site on a port.
///
/// - Isolation: callable from anywhere; a reload takes effect with the next request.
package final class WebServer: Sendable {
    private struct State {
        var site: Site
        var snapshots: any SnapshotReading
        var live: any LiveReading
        /// Names that the command line allows in the configuration's place.
        let allowedHosts: [String]
        /// Where it listens; nil before it does.
        var host: String?
        var server: HTTPServer?
        /// What answers; made anew whenever something above it changes.
        var application: WebApplication?
    }

    private let state: Mutex<State>
    private let counts = AnswerCounts()
    private let report: @Sendable (String) -> Void
    private let record: @Sendable (AccessRecord) -> Void

    /// Reads templates and static files, and checks them.
    ///
    /// - Parameters:
    ///   - configuration: Menus, the configured zone, and how the pages are reached.
    ///   - snapshots: What pages show.
    ///   - live: What a refresh and a template download ask.
    ///   - templates: The folder of the templates.
    ///   - files: The folder of what is served under `/static/`.
    ///   - version: What the pages' foot says.
    ///   - allowedHosts: Names that the Host header may have in place of the configuration's; none for those, or else for
    ///     the loopback names on a loopback address, and any name elsewhere.
    ///   - now: The clock.
    ///   - find: Answers Find over a snapshot.
    ///   - report: Told about what should never happen, one line each.
    ///   - record: Told about every answer, on whatever thread gave it; must not take long.
    /// - Throws: `WebServerError` naming the file.
    package init(
        configuration: Configuration, snapshots: any SnapshotReading, live: any LiveReading, templates: String,
        files: String, version: String, allowedHosts: [String] = [], now: @escaping @Sendable () -> Date = { Date() },
        find: @escaping @Sendable (FindRequest, Snapshot) -> FindResult,
        report: @escaping @Sendable (String) -> Void = { _ in },
        record: @escaping @Sendable (AccessRecord) -> Void = { _ in }
    ) throws(WebServerError) {
        self.report = report
        self.record = record
        let site: Site
        do {
            let pages = try Templates(directory: templates)
            if let missing = Site.pages.subtracting(pages.names).min() {
                throw WebServerError(.unusableFiles, "\(templates)/\(missing).html is missing")
            }
            site = Site(
                configuration: configuration, templates: pages,
                assets: try Assets(directory: files), find: find, version: version, now: now,
                state: ConfigurationState(readAt: now()), schedules: ScheduleLens(configuration))
        } catch let error as WebServerError {
            throw error
        } catch let error as TemplateError {
            throw WebServerError(.unusableFiles, error.description)
        } catch let error as AssetError {
            throw WebServerError(.unusableFiles, error.description)
        } catch {
            throw WebServerError(.unusableFiles, "\(error)")
        }
        state = Mutex(State(site: site, snapshots: snapshots, live: live, allowedHosts: allowedHosts))
    }

    /// Listens and serves until `stop`.
    ///
    /// - Shape: returns the bound port, which `port` 0 leaves to the system.
    /// - Throws: `WebServerError`; after `.addressInUse` the next port may be tried.
    package func start(host: String, port: Int) throws(WebServerError) -> Int {
        MemoryReuse.begin()
        change { $0.host = host }
        var options = HTTPServerOptions()
        // The other half is for what we ask ourselves.
        options.connections = min(options.connections, max(OpenFiles.allow(2 * options.connections) / 2, 8))
        let server = HTTPServer(
            options: options, refused: { [self] in note($0) },
            handler: { [self] request in
                // There is one from `change` on.
                state.withLock { $0.application }?.reply(to: request) ?? .now(Answer.text(503, "Not ready."))
            })
        do {
            let port = try server.start(host: host, port: port)
            state.withLock { $0.server = server }
            return port
        } catch {
            throw WebServerError(error.code == .addressInUse ? .addressInUse : .cannotListen, error.message)
        }
    }

    /// Serves what a newer configuration says from now on; where it listens stays.
    package func reload(
        configuration: Configuration, snapshots: any SnapshotReading, live: any LiveReading,
        find: @escaping @Sendable (FindRequest, Snapshot) -> FindResult
    ) {
        change { state in
            let old = state.site
            state.site = Site(
                configuration: configuration, templates: old.templates, assets: old.assets, find: find,
                version: old.version, now: old.now, state: ConfigurationState(readAt: old.now()),
                schedules: ScheduleLens(configuration))
            state.snapshots = snapshots
            state.live = live
        }
    }

    /// Says on every page that a newer configuration cannot be used, until one can.
    ///
    /// - Parameter words: What is wrong, in one line that is safe to show.
    package func keepConfiguration(because words: String) {
        change { state in
            state.site.state.failure = ConfigurationState.Failure(at: state.site.now(), words: words)
        }
    }

    /// Lets answers under way finish and ends.
    package func stop() async {
        let server = state.withLock { $0.server }
        await server?.stop()
    }

    /// Records what was refused before it was a request.
    private func note(_ refusal: HTTPRefusal) {
        counts.count("refused", status: refusal.status, took: .zero)
        record(
            AccessRecord(
                id: "", client: refusal.peer, method: refusal.method, target: refusal.target, status: refusal.status,
                bytes: 0, duration: .zero, route: "refused", agent: nil))
    }

    private func change(_ change: (inout State) -> Void) {
        state.withLock { state in
            change(&state)
            guard let host = state.host else { return }
            let serving = state.site.configuration.serving
            state.application = WebApplication(
                site: state.site, snapshots: state.snapshots, live: state.live,
                hosts: HostRule(
                    configured: state.allowedHosts.isEmpty ? serving.allowedHosts : state.allowedHosts, listensOn: host),
                proxies: ProxyRule(trusted: serving.trustedProxies), counts: counts, report: report, record: record)
        }
    }
}
