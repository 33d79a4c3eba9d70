import FoundationEssentials
import Glibc

/// Where the program's own files are: `kinds`, `models`, `templates` and `static`.
struct Installation: Sendable {
    /// The folder that holds all four.
    let root: String
    /// What was read of it already: a configuration is checked against the same kinds that are then served.
    let opened = OpenedFiles()

    var kinds: String { root + "/kinds" }
    var models: String { root + "/models" }
    var templates: String { root + "/templates" }
    var assets: String { root + "/static" }

    /// Finds them: beside the program, in the checkout it was built in, or in `share/elastatus` of its prefix.
    ///
    /// - Throws: `CommandFailure` naming the places looked at.
    static func find() throws(CommandFailure) -> Installation {
        let folder = folderOfExecutable()
        let places = [folder, folder + "/../share/elastatus"] + ancestors(of: folder)
        for place in places where isComplete(place) { return Installation(root: resolved(place)) }
        throw CommandFailure(
            .failed,
            "kinds, models, templates and static are not beside \(folder), in a checkout above it, or in \(folder)/../share/elastatus"
        )
    }

    private static func isComplete(_ place: String) -> Bool {
        ["kinds", "models", "templates", "static"].allSatisfy { name in
            var isFolder = false
            return FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder) && isFolder
        }
    }

    private static func folderOfExecutable() -> String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// The folders above `.build`, where a checkout keeps its builds.
    private static func ancestors(of folder: String) -> [String] {
        var parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        guard let build = parts.lastIndex(of: ".build") else { return [] }
        parts.removeSubrange(build...)
        return [parts.joined(separator: "/")]
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
