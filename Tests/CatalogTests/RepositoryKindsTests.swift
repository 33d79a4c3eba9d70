import Foundation
import Inventory
import Testing

@testable import Catalog

@Suite("The kinds of the repository")
struct RepositoryKindsTests {
    @Test("every kind of the repository is sound")
    func areSound() throws {
        let catalog = Catalog.load(
            folders: [Models.root.appending(path: "kinds").path], models: try Models.store)
        for problem in catalog.problems { Issue.record("\(problem)") }
        #expect(catalog.kinds.kinds.count >= 22)
        #expect(catalog.kinds.views.count >= 16)
    }
}
