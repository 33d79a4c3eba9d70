package import AWS
import Document
package import Inventory

/// One file of a kind, read and checked as if it stood among the others.
package struct Trial: Sendable {
    /// The kind; nil when the file has problems.
    package let kind: Kind?
    /// The kinds around it, it in their midst, with a view of its own.
    package let kinds: KindSet
    /// Everything that is wrong with the file, by place; that it stands in no view yet is not wrong here.
    package let problems: [KindProblem]

    /// Reads the file at `path` among the kinds in `folders`, where it takes the place of one with its name.
    ///
    /// - Cost: that of `Catalog.load`.
    package static func load(path: String, among folders: [String], models: ModelStore) -> Trial {
        let operations = ModelOperations(models: models)
        let file: KindFolder.File
        do throws(KindProblem) {
            file = try KindFolder.file(at: path)
        } catch {
            return Trial(kind: nil, kinds: KindSet(kinds: [], views: []), problems: [error])
        }
        let read = KindReader.read(file.root, file: file.path)
        guard let declaration = read.declaration else {
            return Trial(kind: nil, kinds: KindSet(kinds: [], views: []), problems: read.problems)
        }
        let name = declaration.kind.name
        var problems = read.problems
        if let fault = Catalog.misnamed(declaration, file: file.name) { problems.append(fault) }
        let others = Catalog.declarations(in: folders, without: name)
        problems += CatalogLint(kinds: others + [declaration], views: [], operations: operations).problems()
            .filter { $0.file == path && $0.code != .badView }
        let sound = problems.isEmpty ? declaration.kind : nil
        let view = View(name: name, title: declaration.kind.title, group: "", kinds: [name], isMerged: false)
        return Trial(
            kind: sound,
            kinds: KindSet(kinds: others.map(\.kind) + [sound].compactMap(\.self), views: sound == nil ? [] : [view]),
            problems: problems.sorted())
    }
}
