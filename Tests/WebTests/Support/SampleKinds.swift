import Foundation
import Inventory

@testable import Catalog

/// The repository's own kinds and views, read as they stand.
enum SampleKinds {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let all: KindSet = {
        var kinds: [Kind] = []
        var views: [View] = []
        for file in KindFolder(path: root.appending(path: "kinds").path).files().files {
            if file.name == "views.yaml" {
                views = ViewsReader.read(file.root, file: file.path).views.map(\.view)
            } else if let declaration = KindReader.read(file.root, file: file.path).declaration {
                kinds.append(declaration.kind)
            }
        }
        return KindSet(kinds: kinds, views: views)
    }()
}
