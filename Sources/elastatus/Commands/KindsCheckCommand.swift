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
        let (library, folders) = try Self.folders(arguments)
        let catalog = try library.catalog(kinds: folders.kinds, models: folders.models)
        for problem in catalog.problems { Terminal.write("\(Terminal.plain(problem.description))\n") }
        Terminal.say("\(counted(catalog.kinds.kinds.count, "kind")), \(counted(catalog.problems.count, "problem"))")
        return catalog.problems.isEmpty ? .ok : .configuration
    }

    /// The user's folders: those that are named here, else those of the configuration.
    private static func folders(
        _ arguments: Arguments
    ) throws(CommandFailure) -> (library: KindLibrary, folders: (kinds: String?, models: String?)) {
        var folders = (kinds: arguments.operands.first, models: arguments["models"])
        let isOnlyHere = folders.kinds != nil && folders.models != nil
        guard !isOnlyHere, let path = arguments["config"] ?? ConfigurationPlace.found else {
            return (KindLibrary(try Installation.find()), folders)
        }
        let reading = try Installation.find().read(path)
        guard let configuration = reading.configuration else {
            // The kinds of a configuration that cannot be read are not known, which is not the same as good.
            if folders.kinds == nil || arguments.has("config") {
                throw CommandFailure(.configuration, "\(path) has errors; elastatus config check shows them")
            }
            return (reading.library, folders)
        }
        folders = (folders.kinds ?? configuration.kindsDirectory, folders.models ?? configuration.modelsDirectory)
        return (reading.library, folders)
    }
}
