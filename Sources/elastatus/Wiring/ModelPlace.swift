import AWS
import Configuration

/// The models for commands that work without a configuration, too.
enum ModelPlace {
    /// The built-in models, before them those that `--models` or the configuration names.
    static func models(_ arguments: Arguments, of installation: Installation) throws(CommandFailure) -> ModelStore {
        if let folder = arguments["models"] { return try installation.services(and: folder).models }
        guard let path = arguments["config"] ?? ConfigurationPlace.found else {
            return try installation.services().models
        }
        let reading = try installation.read(path)
        guard let configuration = reading.configuration else {
            // Somebody named it: what it says counts.
            if arguments.has("config") {
                throw CommandFailure(.configuration, "\(path) has errors; elastatus config check shows them")
            }
            return try installation.services().models
        }
        return try installation.services(and: configuration.modelsDirectory).models
    }
}
