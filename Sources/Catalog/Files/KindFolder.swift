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
                files.append(try Self.file(at: path.hasSuffix("/") ? path + name : "\(path)/\(name)"))
            } catch {
                problems.append(error)
            }
        }
        return (files, problems)
    }

    /// Reads one file.
    static func file(at file: String) throws(KindProblem) -> File {
        let name = file.split(separator: "/").last.map(String.init) ?? file
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
                column: error.column ?? 1, message: error.message + hint(error, bytes))
        }
    }

    /// The mistake that everybody makes once: YAML takes the brackets of a path inside braces for its own.
    private static func hint(_ error: DocumentError, _ bytes: [UInt8]) -> String {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard error.code == .syntax, error.message.contains("flow mapping"), let line = error.line,
            lines.indices.contains(line - 1), lines[line - 1].contains(UInt8(ascii: "["))
        else { return "" }
        return "; inside { … } a path with brackets needs quotes"
    }
}
