import FoundationEssentials

/// What credentials and endpoints read of the machine: environment variables and small files.
package struct HostEnvironment: Sendable {
    package var variables: [String: String]
    /// The bytes of a file; nil when there is none.
    ///
    /// - Throws: `APIError` with what the user should know when it exists and cannot be read.
    package var readFile: @Sendable (_ path: String) throws(APIError) -> [UInt8]?

    package init(
        variables: [String: String] = [:],
        readFile: @escaping @Sendable (_ path: String) throws(APIError) -> [UInt8]? = { _ throws(APIError) in nil }
    ) {
        self.variables = variables
        self.readFile = readFile
    }

    /// The process's own.
    package static var process: HostEnvironment {
        HostEnvironment(variables: ProcessInfo.processInfo.environment, readFile: HostFile.read)
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
    private func expanded(_ path: String) -> String? {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return self["HOME"].map { $0 + path.dropFirst() }
    }
}
