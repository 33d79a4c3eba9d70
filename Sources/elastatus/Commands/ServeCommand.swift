import Collector
import Configuration
import Glibc
import Inventory
import Logs
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
        .value(
            "log-format", nil, "text|json",
            "How standard error is written; text on a terminal, one JSON object a line elsewhere."),
        .value(
            "log-level", nil, "debug|info|warning|error",
            "What is left out of it: whatever matters less; info by default."),
    ]
    static let examples = ["elastatus serve", "elastatus serve -c /etc/elastatus/config.yaml -l 127.0.0.1:8080"]

    /// Ports tried after a taken one.
    private static let portsTried = 20

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let log = try log(arguments)
        Terminal.divert(to: log)
        let signals = Signals(takesHangup: true)
        let assembly = try Assembly.load(arguments)
        log.hide(assembly.configuration.secrets)
        let address = try address(arguments, assembly.configuration)
        let site: ServedSite
        let port: Int
        do throws(WebServerError) {
            site = try ServedSite(
                assembly,
                allowedHosts: arguments["allowed-hosts"].map { $0.split(separator: ",").map(String.init) } ?? [],
                say: { log.write(.error, $0) }, record: { log.write($0) })
            port = try await site.start(at: address, tries: arguments.has("next-free-port") ? portsTried : 0)
        } catch {
            throw CommandFailure(.failed, error.message)
        }
        let base = assembly.configuration.serving.basePath
        log.write(.info, "elastatus \(Version.current) serves http://\(address.shown(port: port))\(base)/")
        let reloads = Reloads { await reload(site, arguments, log) }
        for await number in signals.received {
            guard number == Signals.hangup else {
                log.write(.info, "elastatus ends; again Ctrl-C to end at once")
                signals.endAtOnceOnTheNext()
                let code = number == Signals.interrupt ? ExitCode.interrupted : .ok
                await end(site, code)
                return code
            }
            reloads.ask()
        }
        return .ok
    }

    private static func log(_ arguments: Arguments) throws(CommandFailure) -> Log {
        var format = Terminal.isErrorInteractive ? LogFormat.text : .json
        if let name = arguments["log-format"] {
            guard let named = LogFormat(rawValue: name) else {
                throw CommandFailure(.usage, "--log-format takes text or json, not \"\(Terminal.plain(name))\"")
            }
            format = named
        }
        var level = LogLevel.info
        if let name = arguments["log-level"] {
            guard let named = LogLevel(rawValue: name) else {
                throw CommandFailure(
                    .usage, "--log-level takes debug, info, warning or error, not \"\(Terminal.plain(name))\"")
            }
            level = named
        }
        return Log(format, from: level, to: STDERR_FILENO)
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
    private static func reload(_ site: ServedSite, _ arguments: Arguments, _ log: Log) async {
        do throws(CommandFailure) {
            let assembly = try Assembly.load(arguments)
            log.hide(assembly.configuration.secrets)
            let later = await site.reload(assembly)
            log.write(.info, "the configuration was read again and counts from now on")
            for name in later { log.write(.warning, "\(name) has changed, which takes a restart") }
        } catch {
            await site.keep(because: error.detail ?? error.message)
            log.write(.error, "the configuration that was read before still counts: \(error.message)")
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
