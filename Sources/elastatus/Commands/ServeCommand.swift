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
        let signals = Signals(takesHangup: true)
        let assembly = try Assembly.load(arguments)
        let address = try address(arguments, assembly.configuration)
        let site: ServedSite
        let port: Int
        do throws(WebServerError) {
            site = try ServedSite(
                assembly,
                allowedHosts: arguments["allowed-hosts"].map { $0.split(separator: ",").map(String.init) } ?? [],
                say: { Terminal.say(Terminal.plain($0)) })
            port = try await site.start(at: address, tries: arguments.has("next-free-port") ? portsTried : 0)
        } catch {
            throw CommandFailure(.failed, error.message)
        }
        let base = assembly.configuration.serving.basePath
        Terminal.say("elastatus \(Version.current) serves http://\(address.shown(port: port))\(base)/")
        for await number in signals.received {
            guard number == Signals.hangup else {
                Terminal.say("elastatus ends; again Ctrl-C to end at once")
                signals.endAtOnceOnTheNext()
                let code = number == Signals.interrupt ? ExitCode.interrupted : .ok
                await end(site, code)
                return code
            }
            await reload(site, arguments)
        }
        return .ok
    }

    private static func address(
        _ arguments: Arguments, _ configuration: Configuration
    ) throws(CommandFailure) -> ListenAddress {
        let text = arguments["listen"] ?? configuration.listen
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
        return address
    }

    /// Reads the configuration again; what cannot be used leaves everything as it is.
    private static func reload(_ site: ServedSite, _ arguments: Arguments) async {
        do throws(CommandFailure) {
            let assembly = try Assembly.load(arguments)
            let later = await site.reload(assembly)
            Terminal.say("the configuration was read again and counts from now on")
            for name in later { Terminal.say("\(name) has changed, which takes a restart") }
        } catch {
            await site.keep(because: error.detail ?? error.message)
            Terminal.say("the configuration that was read before still counts: \(Terminal.plain(error.message))")
        }
    }

    /// Ends everything, at the latest when somebody would kill it.
    private static func end(_ site: ServedSite, _ code: ExitCode) async {
        let deadline = ExitDeadline(after: 4.5, code: code) {
            Terminal.say("something did not end in time and is left behind")
        }
        await site.stop()
        deadline.cancel()
    }
}
