import AWS
import Configuration
import Document
import FoundationEssentials
import Schedules

/// Prints each setting with its source.
enum ConfigShowCommand: Command {
    static let name = "config show"
    static let summary = "Print each setting and where it comes from; secrets are masked."
    static let operands = "[FILE]"
    static let options: [Option] = [
        .flag(
            "resolved", nil, "Also what the file leaves out, what the environment says, and how accounts are entered."),
        .output(["text", "json"]), .config,
    ]
    static let examples = [
        "elastatus config show --resolved", "elastatus config show -o json /etc/elastatus/config.yaml",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count <= 1 else { throw CommandFailure(.usage, "config show takes one file") }
        let format = try OutputFormat(arguments, among: [.text, .json])
        let path = try ConfigurationPlace.path(arguments.operands.first ?? arguments["config"])
        var settings: [ConfigurationSetting]
        do throws(ConfigurationProblem) {
            settings = try ConfigurationListing.settings(
                ofFile: path, sections: [ScheduleSettings.section], defaults: arguments.has("resolved"))
        } catch {
            throw CommandFailure(.configuration, Terminal.plain(error.description))
        }
        var isWhole = true
        if arguments.has("resolved") {
            let reading = try Installation.find().read(path)
            isWhole = reading.configuration != nil
            if let configuration = reading.configuration {
                settings += try Self.accounts(configuration, reading.library)
            } else {
                Terminal.say("\(Terminal.plain(path)) has errors; elastatus config check shows them")
            }
            settings += HostSettings.settings(ProcessInfo.processInfo.environment)
        }
        print(settings, as: format)
        return isWhole ? .ok : .configuration
    }

    /// How each account is entered.
    private static func accounts(
        _ configuration: Configuration, _ library: KindLibrary
    ) throws(CommandFailure) -> [ConfigurationSetting] {
        let assembly = try Assembly(library, configuration, isBare: true)
        return configuration.accounts.flatMap { account in
            let source = ConfigurationSetting(
                path: "accounts.\(account.name) (credentials)",
                value: Terminal.plain(assembly.client.source(of: account.name) ?? "none"), source: .derived)
            guard let profile = assembly.client.profileSettings(of: account.name) else { return [source] }
            return [source]
                + profile.settings.map { setting in
                    ConfigurationSetting(
                        path: "accounts.\(account.name) (\(setting.name))", value: Masked.url(setting.value),
                        source: .profile(profile.name))
                }
        }
    }

    private static func print(_ settings: [ConfigurationSetting], as format: OutputFormat) {
        guard format == .text else {
            let document = Value.array(
                settings.map {
                    [
                        "setting": .string($0.path), "value": .string($0.value),
                        "source": .string($0.source.description),
                    ]
                })
            Terminal.write(document.json(pretty: true) + [10])
            return
        }
        var table = TextTable(header: ["SETTING", "VALUE", "SOURCE"])
        table.widestCell = 120
        table.rows = settings.map { [$0.path, $0.value, $0.source.description] }
        Terminal.write(table.text)
    }
}
