package import AWS
import Document
package import Inventory

/// All kinds and views, read and checked.
package struct Catalog: Sendable {
    /// The kinds without a problem, and the views over them.
    package let kinds: KindSet
    /// Everything that is wrong, in the order of the folders, then by place.
    package let problems: [KindProblem]

    /// Reads and checks what stands in `folders`: the built-in kinds first, then the user's.
    ///
    /// - Shape: a kind with a problem is left out whole, and a word taken by an earlier folder stays that folder's.
    /// - Cost: some 300 ms for the built-in kinds, most of it reading the models of their services.
    package static func load(folders: [String], models: ModelStore) -> Catalog {
        load(folders: folders, operations: ModelOperations(models: models))
    }

    static func load(folders: [String], operations: any OperationKnowing) -> Catalog {
        var problems: [KindProblem] = []
        var kinds: [KindDeclaration] = []
        var views: [ViewDeclaration] = []
        for folder in folders {
            let (files, unreadable) = KindFolder(path: folder).files()
            problems += unreadable
            for file in files {
                if file.name == viewsFile {
                    let read = ViewsReader.read(file.root, file: file.path)
                    views += read.views
                    problems += read.problems
                    continue
                }
                let read = KindReader.read(file.root, file: file.path)
                problems += read.problems
                guard let declaration = read.declaration else { continue }
                let faults = clashes(of: declaration, named: file.name, among: kinds)
                problems += faults
                if faults.isEmpty { kinds.append(declaration) }
            }
        }
        problems += CatalogLint(kinds: kinds, views: views, operations: operations).problems()
        return Catalog(kinds: sound(kinds, views, problems), problems: problems)
    }

    private static let viewsFile = "views.yaml"

    private static func clashes(
        of declaration: KindDeclaration, named file: String, among others: [KindDeclaration]
    ) -> [KindProblem] {
        let name = declaration.kind.name
        let node = declaration.node(["kind"])
        func problem(_ code: KindProblem.Code, _ message: String) -> KindProblem {
            KindProblem(code, file: declaration.file, line: node.line, column: node.column, message: message)
        }
        if let other = others.first(where: { $0.kind.name == name }) {
            return [problem(.nameTaken, "there is a kind \(quoted(name)) already, in \(other.file)")]
        }
        return misnamed(declaration, file: file).map { [$0] } ?? []
    }

    /// What is wrong with the name of a kind's file.
    static func misnamed(_ declaration: KindDeclaration, file: String) -> KindProblem? {
        let name = declaration.kind.name
        guard file != "\(name).yaml", file != "\(name).yml" else { return nil }
        let node = declaration.node(["kind"])
        return KindProblem(
            .badName, file: declaration.file, line: node.line, column: node.column,
            message: "the file of the kind \(quoted(name)) is called \(name).yaml")
    }

    /// The kinds in `folders` that can be read, but for the one called `left`.
    static func declarations(in folders: [String], without left: String) -> [KindDeclaration] {
        var kinds: [KindDeclaration] = []
        for file in folders.flatMap({ KindFolder(path: $0).files().files }) where file.name != viewsFile {
            guard let declaration = KindReader.read(file.root, file: file.path).declaration,
                declaration.kind.name != left, clashes(of: declaration, named: file.name, among: kinds).isEmpty
            else { continue }
            kinds.append(declaration)
        }
        return kinds
    }

    /// The kinds without a problem, in the order of the views, and the views without those that are gone.
    private static func sound(
        _ kinds: [KindDeclaration], _ views: [ViewDeclaration], _ problems: [KindProblem]
    ) -> KindSet {
        let faulty = Set(problems.map(\.file))
        let sound = Dictionary(
            kinds.filter { !faulty.contains($0.file) }.map { ($0.kind.name, $0.kind) }, uniquingKeysWith: { $1 })
        var seen: Set<String> = []
        let kept = views.map(\.view).filter { seen.insert($0.name).inserted }.compactMap { view -> View? in
            let names = view.kinds.filter { sound[$0] != nil }
            guard !names.isEmpty else { return nil }
            return View(name: view.name, title: view.title, group: view.group, kinds: names, isMerged: view.isMerged)
        }
        var placed: Set<String> = []
        let shown = kept.flatMap(\.kinds).filter { placed.insert($0).inserted }
        let ordered = shown + sound.keys.filter { !placed.contains($0) }.sorted()
        return KindSet(kinds: ordered.compactMap { sound[$0] }, views: kept)
    }
}
