import AWS
import Foundation

@testable import Catalog

/// The service models of the repository.
enum Models {
    /// The root of the checkout.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static var store: ModelStore {
        get throws { try loaded.get() }
    }

    static var repository: ModelOperations {
        get throws { ModelOperations(models: try store) }
    }

    private static let loaded = Result<ModelStore, any Error> {
        try ModelStore(directories: [root.appending(path: "models").path])
    }
}
