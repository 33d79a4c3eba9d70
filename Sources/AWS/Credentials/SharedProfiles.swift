/// The profiles of the two shared files together.
///
/// - Shape: a setting of the credentials file counts before the same setting of the config file.
struct SharedProfiles: Sendable {
    private let config: ProfileFile?
    private let credentials: ProfileFile?

    /// Reads the files that `environment` points to; missing ones count as empty.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) for a file that is there and cannot be read.
    init(_ environment: HostEnvironment) throws(APIError) {
        config = try Self.file(environment, "AWS_CONFIG_FILE", ".aws/config")
        credentials = try Self.file(environment, "AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials")
    }

    private static func file(
        _ environment: HostEnvironment, _ variable: String, _ path: String
    ) throws(APIError) -> ProfileFile? {
        guard let path = environment.path(variable, otherwise: path), let bytes = try environment.readFile(path) else {
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw APIError(.credentialsMissing, "\(path) is not UTF-8 text")
        }
        return ProfileFile(text, path: path)
    }

    /// The settings of the profile called `name`; nil when neither file has it.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) with file and line when a part of it could not be read.
    func profile(_ name: String) throws(APIError) -> Profile? {
        // Of [default] and [profile default] the longer counts, as AWS documents.
        let inConfig = config?.section { Self.name($0, kind: "profile") == name || ($0 == "default" && name == $0) }
        let inCredentials = credentials?.sections[name]
        for (file, section) in [(config, inConfig), (credentials, inCredentials)] {
            guard let file, let problem = section?.problem else { continue }
            throw APIError(.credentialsMissing, "\(file.path):\(problem.line): \(problem.message)")
        }
        guard inConfig != nil || inCredentials != nil else {
            for file in [config, credentials] {
                guard let file, let stray = file.stray else { continue }
                throw APIError(.credentialsMissing, "\(file.path):\(stray.line): \(stray.message)")
            }
            return nil
        }
        var section = inConfig ?? ProfileFile.Section()
        section.settings.merge(inCredentials?.settings ?? [:]) { $1 }
        return Profile(name: name, section: section)
    }

    /// The endpoint that a profile sets for a service, in its `services` section or for all.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
    func endpoint(service: String, profile name: String) throws(APIError) -> String? {
        guard let profile = try profile(name) else { return nil }
        if let services = profile["services"] {
            let section = config?.section { Self.name($0, kind: "services") == services }
            if let endpoint = section?.group(service)?["endpoint_url"] { return endpoint }
        }
        return profile["endpoint_url"]
    }

    /// The name in a header like `profile x` or `profile "x y"`; nil for headers of another kind.
    private static func name(_ header: String, kind: String) -> String? {
        let words = header.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == kind else { return nil }
        let name = words[1].drop(while: \.isWhitespace)
        guard let quote = name.first, quote == "\"" || quote == "'", name.count > 1, name.last == quote else {
            return String(name)
        }
        return String(name.dropFirst().dropLast())
    }
}

/// One profile's settings.
struct Profile: Sendable {
    let name: String
    fileprivate let section: ProfileFile.Section

    /// A setting's value; nil when it is missing or empty.
    subscript(setting: String) -> String? { section.settings[setting].flatMap { $0.isEmpty ? nil : $0 } }
}

extension ProfileFile {
    /// The section whose header fits; of several the last in alphabetical order.
    fileprivate func section(where fits: (String) -> Bool) -> Section? {
        sections.keys.filter(fits).max().flatMap { sections[$0] }
    }
}
