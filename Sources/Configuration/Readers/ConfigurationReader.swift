import Document

/// Reads config.yaml.
///
/// - Shape: every problem at once, sorted by place. With an error among them there is no configuration; warnings
///   leave it whole, without what they name. `ConfigurationProblem.strict` makes errors of them.
package enum ConfigurationReader {
    /// Reads the file at `path`.
    ///
    /// - Cost: blocks for one small read; at most 1 MiB is taken.
    package static func read(
        path: String, schema: ConfigurationSchema
    ) -> (configuration: Configuration?, problems: [ConfigurationProblem]) {
        let file: ConfigurationFile
        do {
            file = try ConfigurationFile(path: path)
        } catch {
            return (nil, [problem(error.code, file: path, error.message)])
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) }
        return read(
            file.bytes, file: path, directory: folder == "" ? "/" : folder ?? "",
            isWorldReadable: file.isWorldReadable, schema: schema)
    }

    /// Reads the text of a file; `directory` is where its relative paths start (empty: the working directory).
    package static func read(
        _ bytes: [UInt8], file: String, directory: String = "", isWorldReadable: Bool = false,
        schema: ConfigurationSchema
    ) -> (configuration: Configuration?, problems: [ConfigurationProblem]) {
        guard bytes.count <= DocumentLimits.configuration.bytes else {
            return (nil, [problem(.limit, file: file, ConfigurationFile.tooLarge)])
        }
        let root: YAMLNode
        do {
            root = try YAMLNode.parse(bytes)
        } catch {
            return (nil, [problem(error, file: file, bytes: bytes, schema: schema)])
        }
        var reading = ConfigurationReading(file: file, directory: directory, schema: schema)
        let configuration = reading.configuration(root, isWorldReadable: isWorldReadable)
        let problems = reading.presented
        return (problems.hasErrors ? nil : configuration, problems)
    }

    private static func problem(
        _ code: ConfigurationProblem.Code, file: String, line: Int = 1, column: Int = 1, _ message: String,
        suggestion: String? = nil
    ) -> ConfigurationProblem {
        ConfigurationProblem(
            .error, code, file: file, line: line, column: column, message: message, suggestion: suggestion)
    }
}

extension ConfigurationReader {
    private static func problem(
        _ error: DocumentError, file: String, bytes: [UInt8], schema: ConfigurationSchema
    ) -> ConfigurationProblem {
        let code: ConfigurationProblem.Code =
            switch error.code {
            case .tooLarge, .tooDeep, .tooManyNodes: .limit
            case .encoding: .encoding
            case .syntax, .doctype, .alias, .truncated: .syntax
            }
        let help = SyntaxHelp(error, bytes: bytes, regions: schema.regions)
        return problem(
            code, file: file, line: error.line ?? 1, column: error.column ?? 1, help.message,
            suggestion: help.suggestion)
    }
}
