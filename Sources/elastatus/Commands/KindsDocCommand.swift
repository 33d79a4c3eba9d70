import Catalog
import Inventory

/// Prints the reference of all kinds.
enum KindsDocCommand: Command {
    static let name = "kinds doc"
    static let summary = "Print the reference of the built-in kinds, in Markdown."
    static let operands = "[FOLDER]"
    static let options: [Option] = [.value("models", nil, "DIR", "Look for the services' models here first.")]
    static let examples = ["elastatus kinds doc > docs/kinds.md", "elastatus kinds doc ./my-kinds > my-kinds.md"]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count <= 1 else { throw CommandFailure(.usage, "kinds doc takes one folder") }
        let installation = try Installation.find()
        let models = try installation.services(and: arguments["models"]).models
        let own = arguments.operands.first
        let catalog = Catalog.load(folders: installation.kindFolders(and: own), models: models)
        for problem in catalog.problems { Terminal.say(Terminal.plain(problem.description)) }
        guard catalog.problems.isEmpty else { return .configuration }
        var kinds = catalog.kinds
        if own != nil {
            let builtIn = Catalog.load(folders: [installation.kinds], models: models).kinds
            kinds = KindSet(kinds: kinds.kinds.filter { builtIn.kind($0.name) == nil }, views: kinds.views)
        }
        Terminal.write(KindReference(kinds, models: models).text)
        return .ok
    }
}
