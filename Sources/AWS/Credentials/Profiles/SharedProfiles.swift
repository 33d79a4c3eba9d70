import Document

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
        return ProfileFile(bytes, path: path)
    }

    /// The settings of the profile called `name`; nil when neither file has it.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) with file and line when a part of it could not be read.
    func profile(_ name: String) throws(APIError) -> Profile? {
        // Of [default] and [profile default] the longer counts, as AWS documents.
        let inConfig = config?.section { Self.name($0, kind: "profile") == name || ($0 == "default" && name == $0) }
        let inCredentials = credentials?.sections[name]
        for (file, section) in [(config, inConfig), (credentials, inCredentials)] {
            try Self.check(section?.problem, of: file)
        }
        guard inConfig != nil || inCredentials != nil else {
            for file in [config, credentials] { try Self.check(file?.stray, of: file) }
            return nil
        }
        return Profile(
            name: name,
            settings: (inConfig?.settings ?? [:]).merging(inCredentials?.settings ?? [:]) { $1 },
            keySettings: .init(credentialsFile: inCredentials?.settings ?? [:], configFile: inConfig?.settings ?? [:]))
    }

    /// The settings of a section `sso-session name`; nil when there is none.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) with file and line when a part of it could not be read.
    func signOnSession(_ name: String) throws(APIError) -> [String: String]? {
        guard let section = config?.section(where: { Self.name($0, kind: "sso-session") == name }) else { return nil }
        try Self.check(section.problem, of: config)
        return section.settings.filter { !$0.value.isEmpty }
    }

    /// The profile that was probably meant by `name`; never `other`, which names it.
    func nearestProfile(to name: String, except other: String?) -> String? {
        let inConfig = config?.sections.keys.compactMap { $0 == "default" ? $0 : Self.name($0, kind: "profile") } ?? []
        let all = inConfig + (credentials.map { Array($0.sections.keys) } ?? [])
        return nearest(to: name, among: all.filter { $0 != other }).first
    }

    /// The endpoint that a profile sets for a service, in its `services` section or for all.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
    func endpoint(service: String, profile name: String) throws(APIError) -> String? {
        guard let profile = try profile(name) else { return nil }
        if let url = try services(of: profile)?.url(of: service) { return url }
        return profile["endpoint_url"]
    }

    /// The section of services that `profile` names; nil when it names none or there is none.
    func services(of profile: Profile) -> ServiceEndpoints? {
        guard let services = profile["services"], let config,
            let section = config.section(where: { Self.name($0, kind: "services") == services })
        else { return nil }
        return ServiceEndpoints(path: config.path, section: section)
    }

    private static func check(_ problem: ProfileFile.Problem?, of file: ProfileFile?) throws(APIError) {
        guard let problem, let file else { return }
        throw APIError(.credentialsMissing, "\(file.path):\(problem.line): \(problem.message)")
    }

    /// The name in a header like `profile x` or `profile "x y"`; nil for headers of another kind.
    private static func name(_ header: String, kind: String) -> String? {
        guard header.hasPrefix(kind), let words = ShellWords.split(header), words.count == 2, words[0] == kind else {
            return nil
        }
        return words[1]
    }
}

/// A `services` section: endpoints by service.
struct ServiceEndpoints: Sendable, Hashable {
    /// Of its file.
    let path: String
    fileprivate let section: ProfileFile.Section

    /// The endpoint of a service; nil when the section sets none.
    ///
    /// - Throws: `APIError` (`credentialsMissing`) with file and line when a part of it could not be read.
    func url(of service: String) throws(APIError) -> String? {
        if let problem = section.problem ?? section.groupProblems[service] {
            throw APIError(.credentialsMissing, "\(path):\(problem.line): \(problem.message)")
        }
        return section.group(service)?["endpoint_url"]
    }
}

/// One profile's settings.
struct Profile: Sendable, Hashable {
    let name: String
    private let settings: [String: String]
    let keySettings: KeySettings

    init(name: String, settings: [String: String] = [:], keySettings: KeySettings = .init()) {
        self.name = name
        self.settings = settings
        self.keySettings = keySettings
    }

    /// The same settings file by file: a key in one does not go with a secret in the other.
    struct KeySettings: Sendable, Hashable {
        var credentialsFile: [String: String] = [:]
        var configFile: [String: String] = [:]
    }

    /// A setting's value; nil when it is missing or empty.
    subscript(setting: String) -> String? { settings[setting].flatMap { $0.isEmpty ? nil : $0 } }
}

/// Settings hold secrets: no dump, string or mirror of them says more than the profile's name.
extension Profile: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "Profile(\(name))" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension ProfileFile {
    /// The section whose header fits; of several the last in alphabetical order.
    fileprivate func section(where fits: (String) -> Bool) -> Section? {
        sections.keys.filter(fits).max().flatMap { sections[$0] }
    }
}
