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
        HostEnvironment(variables: ProcessInfo.processInfo.environment, readFile: Self.read)
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

    /// Enough for thousands of profiles; a mistaken path to something huge must not fill the memory.
    private static let fileLimit = 1 << 20

    @Sendable private static func read(_ path: String) throws(APIError) -> [UInt8]? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        guard attributes[.size] as? Int ?? Int.max <= fileLimit else {
            throw APIError(.credentialsMissing, "\(path) is larger than \(fileLimit) bytes")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw APIError(.credentialsMissing, "\(path) cannot be read")
        }
        return Array(data)
    }
}
