import Collector
import Configuration
import Inventory
import Web

/// Keeps the matrix fresh and serves the pages.
enum ServeCommand: Command {
    static let name = "serve"
    static let summary = "Keep the inventory fresh and serve its pages."
    static let options: [Option] = [
        .config,
        .value("listen", "l", "HOST:PORT", "Listen here instead of where the configuration says; port 0 takes any."),
        .flag("next-free-port", nil, "Take the next free port when that one is taken."),
        .value("allowed-hosts", nil, "NAMES", "Names that the Host header may have, separated by commas."),
        .flag(
            "insecure-no-auth", nil,
            "Listen beyond this machine although there is no login: whoever reaches the port sees everything."),
    ]
    static let examples = ["elastatus serve", "elastatus serve -c /etc/elastatus/config.yaml -l 127.0.0.1:8080"]

    /// Ports tried after a taken one.
    private static let portsTried = 20

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let signals = Signals()
        let assembly = try Assembly.load(arguments)
        let text = arguments["listen"] ?? assembly.configuration.listen
        guard let address = ListenAddress(text) else {
            throw CommandFailure(
                .usage, "--listen takes HOST:PORT, for example 127.0.0.1:5000; not \"\(Terminal.plain(text))\"")
        }
        guard address.isLoopback || arguments.has("insecure-no-auth") else {
            throw CommandFailure(
                .failed,
                "there is no login, and \(address.host) is not this machine alone: listen on 127.0.0.1 behind a proxy that asks who is there, or say --insecure-no-auth"
            )
        }
        let collector = Collector(assembly.settings, client: assembly.client)
        let finder = Finder()
        let server: WebServer
        let port: Int
        do throws(WebServerError) {
            server = try WebServer(
                configuration: assembly.configuration, snapshots: collector.box, live: collector,
                templates: assembly.installation.templates, files: assembly.installation.assets,
                version: Version.current,
                allowedHosts: arguments["allowed-hosts"].map { $0.split(separator: ",").map(String.init) } ?? [],
                find: { finder.find($0, in: $1, limit: $2) }, report: { Terminal.say(Terminal.plain($0)) })
            port = try start(server, at: address, orNext: arguments.has("next-free-port"))
        } catch {
            throw CommandFailure(.failed, error.message)
        }
        Terminal.say("elastatus \(Version.current) serves http://\(address.shown(port: port))/")
        let collecting = Task { await collector.run() }
        let ended = await signals.first()
        Terminal.say("elastatus ends; again Ctrl-C to end at once")
        signals.endAtOnceOnTheNext()
        collecting.cancel()
        await server.stop()
        await collecting.value
        return ended == Signals.interrupt ? .interrupted : .ok
    }

    private static func start(
        _ server: WebServer, at address: ListenAddress, orNext tryNext: Bool
    ) throws(WebServerError) -> Int {
        var port = address.port
        while true {
            do throws(WebServerError) {
                return try server.start(host: address.host, port: port)
            } catch  where error.code == .addressInUse && tryNext && port < address.port + portsTried {
                port += 1
            }
        }
    }
}
