import FoundationEssentials
import ProcessRunning

/// What credentials and endpoints take of the machine: environment variables, small files and programs.
package struct HostEnvironment: Sendable {
    package var variables: [String: String]
    /// The bytes of a file; nil when there is none.
    ///
    /// - Throws: `APIError` with what the user should know when it exists and cannot be read.
    package var readFile: @Sendable (_ path: String) throws(APIError) -> [UInt8]?
    /// Runs a program; without one given, none may run.
    var run: @Sendable (_ order: ProcessOrder) async throws(APIError) -> ProcessOutcome = {
        _ throws(APIError) in
        throw APIError(.credentialsMissing, "cannot be started: no program may run here")
    }
    /// Prepares to put new bytes in the place of a file's; without one given, nothing is written.
    ///
    /// - Throws: `APIError` with the path and the reason why that cannot be done.
    var draft: @Sendable (_ path: String) throws(APIError) -> FileDraft = { path throws(APIError) in
        throw APIError(.credentialsMissing, "\(path) cannot be written here")
    }

    package init(
        variables: [String: String] = [:],
        readFile: @escaping @Sendable (_ path: String) throws(APIError) -> [UInt8]? = { _ throws(APIError) in nil }
    ) {
        self.variables = variables
        self.readFile = readFile
    }

    /// The process's own.
    package static var process: HostEnvironment {
        var environment = HostEnvironment(
            variables: ProcessInfo.processInfo.environment, readFile: HostFile.read)
        environment.run = HostProcess.run
        environment.draft = FileDraft.make
        return environment
    }

    /// A variable's value; nil when it is missing or empty.
    subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The file that `variable` names, or `path` under the home folder.
    func path(_ variable: String, otherwise path: String) -> String? {
        expanded(self[variable] ?? "~/" + path)
    }

    /// The path in `variable`; nil when it is missing or empty.
    func path(inVariable variable: String) -> String? { self[variable].flatMap(expanded) }

    /// With the home folder in place of a leading `~`.
    func expanded(_ path: String) -> String? {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return self["HOME"].map { $0 + path.dropFirst() }
    }
}
