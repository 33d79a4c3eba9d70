import Configuration
import Document
import FoundationEssentials

/// The files of one folder of kinds.
struct KindFolder {
    let path: String

    /// One YAML file, read.
    struct File {
        /// As it is named in problems.
        let path: String
        let name: String
        let root: YAMLNode
    }

    /// Reads every `*.yaml` and `*.yml` in name order; files that cannot be read are problems.
    func files() -> (files: [File], problems: [KindProblem]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }.sorted()
        } catch {
            return ([], [KindProblem(.unreadable, file: path, message: "the folder cannot be read")])
        }
        guard names.count <= Defaults.filesPerFolder else {
            let message = "the folder holds \(names.count) YAML files, more than \(Defaults.filesPerFolder)"
            return ([], [KindProblem(.limit, file: path, message: message)])
        }
        var files: [File] = []
        var problems: [KindProblem] = []
        for name in names {
            do throws(KindProblem) {
                files.append(try read(name))
            } catch {
                problems.append(error)
            }
        }
        return (files, problems)
    }

    private func read(_ name: String) throws(KindProblem) -> File {
        let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
        let bytes: [UInt8]
        do {
            bytes = try ConfigurationFile(path: file).bytes
        } catch {
            throw KindProblem(error.code == .limit ? .limit : .unreadable, file: file, message: error.message)
        }
        do {
            return File(path: file, name: name, root: try YAMLNode.parse(bytes))
        } catch {
            throw KindProblem(
                error.code == .syntax ? .syntax : .limit, file: file, line: error.line ?? 1,
                column: error.column ?? 1, message: error.message)
        }
    }
}
