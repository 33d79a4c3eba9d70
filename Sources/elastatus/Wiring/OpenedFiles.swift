import AWS
import Catalog
import Synchronization

/// What one command, or one reading of the configuration, has read of an installation, so that it is read once.
///
/// - Isolation: callable from anywhere; whoever asks first reads, others wait for that.
final class OpenedFiles: Sendable {
    private struct ServicesKey: Hashable {
        let users: String?
        let reading: AnswerReading
    }

    private struct CatalogKey: Hashable {
        let folders: [String]
        let models: ObjectIdentifier
    }

    private let services = Mutex<[ServicesKey: Installation.Services]>([:])
    private let catalogs = Mutex<[CatalogKey: Catalog]>([:])

    /// The services with those of the folder `users` before them, as `open` gives them the first time.
    func services(
        _ users: String?, _ reading: AnswerReading, open: () throws(CommandFailure) -> Installation.Services
    ) throws(CommandFailure) -> Installation.Services {
        try services.withLock { (services) throws(CommandFailure) in
            let key = ServicesKey(users: users, reading: reading)
            if let known = services[key] { return known }
            let new = try open()
            services[key] = new
            return new
        }
    }

    /// The kinds and views of `folders`, checked against models that `services` gave: those live as long as this.
    func catalog(of folders: [String], models: ModelStore) -> Catalog {
        catalogs.withLock { catalogs in
            let key = CatalogKey(folders: folders, models: ObjectIdentifier(models))
            if let known = catalogs[key] { return known }
            let new = Catalog.load(folders: folders, models: models)
            catalogs[key] = new
            return new
        }
    }
}
