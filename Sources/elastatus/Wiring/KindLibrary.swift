import AWS
import Catalog
import Synchronization

/// The models and kinds of one installation and the folders that a configuration adds, each read once.
///
/// - Isolation: a mutex held while something is read: who asks for the same waits for it.
final class KindLibrary: Sendable {
    private struct Folders: Hashable {
        let kinds: String?
        let models: String?
    }

    private struct Shelves {
        var services: [String?: Installation.Services] = [:]
        var catalogs: [Folders: Catalog] = [:]
    }

    let installation: Installation
    private let shelves = Mutex(Shelves())

    init(_ installation: Installation) { self.installation = installation }

    /// The built-in models, before them those in the folder `models`.
    func services(and models: String?) throws(CommandFailure) -> Installation.Services {
        try shelves.withLock { shelves throws(CommandFailure) in try services(models, &shelves) }
    }

    /// The built-in kinds and those in the folder `kinds`, checked against the models.
    func catalog(kinds: String?, models: String?) throws(CommandFailure) -> Catalog {
        try shelves.withLock { shelves throws(CommandFailure) in
            let folders = Folders(kinds: kinds, models: models)
            if let known = shelves.catalogs[folders] { return known }
            let catalog = Catalog.load(
                folders: installation.kindFolders(and: kinds), models: try services(models, &shelves).models)
            shelves.catalogs[folders] = catalog
            return catalog
        }
    }

    private func services(
        _ models: String?, _ shelves: inout Shelves
    ) throws(CommandFailure) -> Installation.Services {
        if let known = shelves.services[models] { return known }
        let services = try installation.services(and: models)
        shelves.services[models] = services
        return services
    }
}
