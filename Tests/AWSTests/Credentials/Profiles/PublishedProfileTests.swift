import FoundationEssentials
import Testing

@testable import AWS

/// Botocore's own files, each as the config file and as the credentials file: what it takes is taken, and what it refuses
/// is refused for the profile that needs it, with file and line.
@Suite("Published shared files")
struct PublishedProfileTests {
    private func environment(_ name: String, asCredentials: Bool = false) throws -> HostEnvironment {
        let bytes = try Array(
            Data(contentsOf: Sources.botocore.appending(path: "tests/unit/cfg").appending(path: name)))
        return HostEnvironment(variables: ["HOME": "/h"]) { path throws(APIError) in
            path == (asCredentials ? "/h/.aws/credentials" : "/h/.aws/config") ? bytes : nil
        }
    }

    /// The key, or the error's text.
    private func key(_ profile: String, in name: String, asCredentials: Bool = false) throws -> String {
        let environment = try environment(name, asCredentials: asCredentials)
        do throws(APIError) {
            let plan = try CredentialPlan(.profile(profile), environment: environment)
            guard case .fixed(let credentials) = plan else { return "none" }
            return [credentials.accessKeyID, credentials.secretAccessKey, credentials.sessionToken].compactMap { $0 }
                .joined(separator: "/")
        } catch {
            return error.message
        }
    }

    @Test(
        "keys of profiles in the config file",
        arguments: [
            ("aws_bad_profile", "default", "default/default"), ("aws_bad_profile", "my profile", "default/default"),
            ("aws_bad_profile", "personal1", "access_personal1/key_personal1"),
            ("aws_bad_profile", "personal", "the profile personal does not exist (did you mean personal1?)"),
            ("aws_bad_profile", "missing end quote", "the profile missing end quote does not exist"),
            ("aws_config", "default", "foo/bar"), ("aws_config", "personal", "fie/baz/fiebaz"),
            ("aws_config_bad", "personal", "fie/baz"),
            ("aws_config_bad", "default", "/h/.aws/config:1: settings stand in a section like [default]"),
            ("aws_config_badbytes", "default", "/h/.aws/config:1: this is not UTF-8 text"),
            ("aws_config_nested", "default", "foo/bar"), ("aws_config_nested_bad", "default", "foo/bar"),
            ("aws_config_nocreds", "default", "none"), ("aws_config_other", "default", "other_foo/other_bar"),
            ("aws_config_other", "personal", "fie/baz/fiebaz"),
            ("aws_credentials", "default", "/h/.aws/config:1: settings stand in a section like [default]"),
            ("aws_services_config", "default", "none"), ("aws_sso_session_config", "default", "none"),
            ("aws_third_config", "third", "third_fie/third_baz/third_fiebaz"),
            ("boto_config", "Credentials", "the profile Credentials does not exist"),
            ("boto_config_empty", "default", "the profile default does not exist"), ("foo_config", "foo", "fie/baz"),
        ])
    func config(file: String, profile: String, expected: String) throws {
        #expect(try key(profile, in: file) == expected)
    }

    @Test(
        "sections of the credentials file are profiles by their whole name",
        arguments: [
            ("aws_config", "default", "foo/bar"), ("aws_config", "personal", "the profile personal does not exist"),
            ("aws_config", #"profile "personal""#, "fie/baz/fiebaz"), ("boto_config", "Credentials", "foo/bar"),
            ("boto_config_empty", "Credentials", "none"),
            ("aws_config_badbytes", "default", "/h/.aws/credentials:1: this is not UTF-8 text"),
        ])
    func credentials(file: String, profile: String, expected: String) throws {
        #expect(try key(profile, in: file, asCredentials: true) == expected)
    }

    @Test("a nested group that is broken fails those alone who read it, with its line")
    func nested() throws {
        let bad = try SharedProfiles(environment("aws_config_nested_bad"))
        #expect(try bad.profile("default")?["region"] == "us-west-2")
        let services =
            "[default]\nservices = s\nendpoint_url = https://all\n[services s]\ns3 =\n  endpoint_url @ x\nsqs =\n  endpoint_url = https://one\n"
        let profiles = try SharedProfiles(ProfileTests.environment(config: services))
        #expect(try profiles.endpoint(service: "sqs", profile: "default") == "https://one")
        #expect(try profiles.endpoint(service: "sns", profile: "default") == "https://all")
        #expect(
            throws: APIError(
                .credentialsMissing, "/home/u/.aws/config:6: a setting of s3 is written \"name = value\"")
        ) { try profiles.endpoint(service: "s3", profile: "default") }
    }

    @Test("bad bytes spoil their own section, and none in a comment")
    func badBytes() throws {
        let bytes =
            Array("[default]\naws_access_key_id = K\naws_secret_access_key = s\n[profile p]\na = ".utf8) + [0xFF, 0x0A]
        let environment = HostEnvironment(variables: ["HOME": "/h"]) { path throws(APIError) in
            path == "/h/.aws/config" ? bytes : nil
        }
        let profiles = try SharedProfiles(environment)
        #expect(try profiles.profile("default")?["aws_access_key_id"] == "K")
        #expect(throws: APIError(.credentialsMissing, "/h/.aws/config:5: this is not UTF-8 text")) {
            try profiles.profile("p")
        }
        #expect(
            ProfileFile([0xEF, 0xBB, 0xBF] + Array("[a]\nb = c".utf8), path: "f").sections["a"]?.settings == ["b": "c"])
    }

    @Test("the sections of sessions, quoted or not")
    func sessions() throws {
        let profiles = try SharedProfiles(environment("aws_sso_session_config"))
        #expect(
            try profiles.signOnSession("sso") == ["sso_start_url": "https://example.com", "sso_region": "us-east-1"])
        #expect(try profiles.signOnSession("other") == nil)
        let quoted = try SharedProfiles(
            ProfileTests.environment(config: "[sso-session \"my work\"]\nsso_region = r\n[sso-session bad]\nx\n"))
        #expect(try quoted.signOnSession("my work") == ["sso_region": "r"])
        #expect(
            throws: APIError(.credentialsMissing, "/home/u/.aws/config:4: a setting is written \"name = value\"")
        ) { try quoted.signOnSession("bad") }
    }
}
