import AWS
import Catalog
import Configuration
import FoundationEssentials
import Inventory
import RegularExpressions
import Schedules

extension Installation {
    /// What is known of AWS's services and partitions.
    struct Services: Sendable {
        let models: ModelStore
        let partitions: Partitions
    }

    /// Opens the built-in models, the user's before them.
    func services(
        and users: String? = nil, reading: AnswerReading = .complete
    ) throws(CommandFailure) -> Services {
        try opened.services(users, reading) { () throws(CommandFailure) in
            do {
                let models = try ModelStore(directories: (users.map { [$0] } ?? []) + [self.models], reading: reading)
                return Services(models: models, partitions: try Partitions(try models.partitions()))
            } catch {
                throw CommandFailure(.failed, "the models of AWS's services cannot be read: \(error)")
            }
        }
    }

    /// The built-in kinds, then those of the folder `users`, checked against models that `services` gave.
    func catalog(and users: String?, models: ModelStore) -> Catalog {
        opened.catalog(of: kindFolders(and: users), models: models)
    }

    /// The folders of kinds: the built-in ones, then the user's.
    func kindFolders(and users: String? = nil) -> [String] { [kinds] + (users.map { [$0] } ?? []) }

    /// Reads a configuration, checked against every word that this installation knows.
    func read(
        _ path: String
    ) throws(CommandFailure) -> (configuration: Configuration?, problems: [ConfigurationProblem]) {
        let services = try services()
        var schema = ConfigurationSchema(
            regions: services.partitions.allRegions,
            vocabulary: { folder in
                let kinds = catalog(and: folder, models: services.models).kinds
                var words = Vocabulary(
                    views: kinds.views.map { (word: $0.name, kinds: $0.kinds) }, kinds: kinds.kinds.map(\.name))
                words.hiddenKinds = [ConfigTable.kind]
                words.faults = { $0.faults(among: kinds) }
                return words
            },
            patternFault: { text in
                do throws(PatternError) {
                    _ = try Pattern(text)
                    return nil
                } catch {
                    return error.message
                }
            })
        schema.sections = [ScheduleSettings.section]
        let environment = ProcessInfo.processInfo.environment
        schema.environmentRegion = ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap { environment[$0] }
            .first { !$0.isEmpty }
        return ConfigurationReader.read(path: path, schema: schema)
    }
}
