import Catalog
import Configuration
import Inventory

/// Lints every kind, built in and the user's.
enum KindsCheckCommand: Command {
    static let name = "kinds check"
    static let summary = "Check every kind against the service models."
    static let operands = "[FOLDER]"
    static let options: [Option] = [
        .config, .value("models", nil, "DIR", "Look for the services' models here first."),
    ]
    static let examples = ["elastatus kinds check", "elastatus kinds check ./my-kinds"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count <= 1 else {
            throw CommandFailure(.usage, "kinds check takes one folder, or none for that of the configuration")
        }
        let installation = try Installation.find()
        var users = arguments.operands.first
        if users == nil, let path = arguments["config"] ?? ConfigurationPlace.found {
            // The kinds of a configuration that cannot be read are not known, which is not the same as good.
            guard let configuration = try installation.read(path).configuration else {
                throw CommandFailure(.configuration, "\(path) has errors; elastatus config check shows them")
            }
            users = configuration.kindsDirectory
        }
        let catalog = installation.catalog(and: users, models: try ModelPlace.models(arguments, of: installation))
        for problem in catalog.problems { Terminal.write("\(Terminal.plain(problem.description))\n") }
        Terminal.say("\(counted(catalog.kinds.kinds.count, "kind")), \(counted(catalog.problems.count, "problem"))")
        return catalog.problems.isEmpty ? .ok : .configuration
    }
}
