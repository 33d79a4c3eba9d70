import Catalog
import Configuration
import Inventory

/// Lints every kind, built in and the user's.
enum KindsCheckCommand: Command {
    static let name = "kinds check"
    static let summary = "Check every kind against the service models."
    static let operands = "[FOLDER]"
    static let options: [Option] = [.config]
    static let examples = ["elastatus kinds check", "elastatus kinds check ./my-kinds"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let installation = try Installation.find()
        var users = arguments.operands.first
        var modelsFolder: String?
        if users == nil, let path = try? ConfigurationPlace.path(arguments["config"]) {
            let configuration = try installation.read(path).configuration
            users = configuration?.kindsDirectory
            modelsFolder = configuration?.modelsDirectory
        }
        let catalog = Catalog.load(
            folders: installation.kindFolders(and: users), models: try installation.services(and: modelsFolder).models)
        for problem in catalog.problems { Terminal.write("\(Terminal.plain(problem.description))\n") }
        Terminal.say("\(counted(catalog.kinds.kinds.count, "kind")), \(counted(catalog.problems.count, "problem"))")
        return catalog.problems.isEmpty ? .ok : .configuration
    }
}
