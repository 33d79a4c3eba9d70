import Configuration
import FoundationEssentials
import Testing

@Suite("Settings as they are listed")
struct ListingTests {
    private func listing(_ text: String, defaults: Bool = false) throws -> [ConfigurationSetting] {
        let path = FileManager.default.temporaryDirectory.path + "/elastatus-listing-\(UUID().uuidString).yaml"
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ConfigurationListing.settings(ofFile: path, defaults: defaults).map {
            guard case .file(_, let line, let column) = $0.source else { return $0 }
            return ConfigurationSetting(
                path: $0.path, value: $0.value, source: .file("f", line: line, column: column))
        }
    }

    private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"

    @Test("stand with their places, as written")
    func places() throws {
        let found = try listing("accounts:\n  prod: { profile: p, regions: [eu-west-1] }\n  dev:\nregions: ['eu-*']\n")
        #expect(
            found.map { "\($0.path)=\($0.value) \($0.source)" } == [
                "accounts.prod.profile=p f:2:20", "accounts.prod.regions=[eu-west-1] f:2:32", "accounts.dev= f:3:7",
                "regions=[eu-*] f:4:10",
            ])
    }

    @Test("never show a secret, wherever it stands")
    func secrets() throws {
        let found = try listing(
            """
            accounts:
              a: { aws_access_key_id: AKIAIOSFODNN7EXAMPLE, aws_secret_access_key: '\(Self.secret)', external_id: hush-hush }
              b: { aws_secret_access_key: 'env:THE_SECRET', group: \(Self.secret) }
            organization: { account: a, role: r, external_id: hush-hush, exclude: ['\(Self.secret)'] }
            stormpath: { apiKey: hush-hush }
            endpoint_url: 'http://name:hush-hush@host/'
            """, defaults: true)
        let values = found.map(\.value)
        #expect(!values.contains { $0.contains("hush-hush") || $0.contains(Self.secret) })
        #expect(values.contains("****MPLE"))
        #expect(values.contains("env:THE_SECRET"))
        #expect(values.contains("(ignored)"))
        #expect(values.contains("http://********@host/"))
    }

    @Test("that are left out say what counts in their place")
    func defaults() throws {
        let found = try listing(
            "accounts: { a: }\nregions: ['*']\norganization: { account: a, role: r }\n", defaults: true)
        let missing = found.filter { $0.source == .fallback }
        #expect(missing.contains { $0.path == "listen" && $0.value == "127.0.0.1:5000" })
        #expect(missing.contains { $0.path == "organization.every" && $0.value == "1h" })
        #expect(!missing.contains { $0.path == "regions" || $0.path.hasPrefix("route53.") || $0.path.contains("<") })
    }

    @Test("of a file that cannot be read are a problem with a place")
    func unreadable() {
        #expect(throws: ConfigurationProblem.self) {
            try ConfigurationListing.settings(ofFile: "/nowhere/config.yaml", defaults: true)
        }
        #expect(throws: ConfigurationProblem.self) { try listing("a: [") }
    }
}
