import Collector
import Configuration
import Inventory
import Web

/// The pages and the collector behind them, and how both go on with a newer configuration.
///
/// - Isolation: an actor; a reload and an end never meet.
actor ServedSite {
    private let server: WebServer
    private var collector: Collector
    private var collecting: Task<Void, Never>?
    private var isEnding = false
    /// What cannot change while the port is open.
    private let listen: String

    /// - Throws: `WebServerError` when templates or static files cannot be used.
    init(
        _ assembly: Assembly, allowedHosts: [String], say: @escaping @Sendable (String) -> Void,
        record: @escaping @Sendable (AccessRecord) -> Void
    ) throws(WebServerError) {
        collector = Collector(assembly.settings, client: assembly.client)
        let finder = Finder()
        server = try WebServer(
            configuration: assembly.configuration, snapshots: collector.box, live: collector,
            templates: assembly.installation.templates, files: assembly.installation.assets, version: Version.current,
            allowedHosts: allowedHosts, find: { finder.find($0, in: $1) }, report: say, record: record)
        listen = assembly.configuration.listen
    }

    /// Listens, and begins to read.
    ///
    /// - Returns: The port.
    /// - Throws: `WebServerError`; nothing is read then.
    func start(at address: ListenAddress, tries: Int) throws(WebServerError) -> Int {
        var port = address.port
        while true {
            do throws(WebServerError) {
                port = try server.start(host: address.host, port: port)
                break
            } catch  where error.code == .addressInUse && port < address.port + tries {
                port += 1
            }
        }
        collecting = Task { [collector] in await collector.run() }
        return port
    }

    /// Goes on with what `assembly` says; what was read of accounts that stay is kept.
    ///
    /// - Returns: What of it does not count before a restart.
    func reload(_ assembly: Assembly) async -> [String] {
        let heritage = await collector.heritage
        guard !isEnding else { return [] }
        collecting?.cancel()
        let next = Collector(assembly.settings, client: assembly.client, continuing: heritage)
        // Kinds may have changed: an index of the old ones is of no use.
        let finder = Finder()
        server.reload(
            configuration: assembly.configuration, snapshots: next.box, live: next,
            find: { finder.find($0, in: $1) })
        collector = next
        collecting = Task { await next.run() }
        return assembly.configuration.listen == listen ? [] : ["listen"]
    }

    /// Goes on with what there is, and says on every page why.
    func keep(because words: String) { server.keepConfiguration(because: words) }

    /// Ends both; answers under way are finished.
    func stop() async {
        isEnding = true
        collecting?.cancel()
        await server.stop()
        await collecting?.value
    }
}
