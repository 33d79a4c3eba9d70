import FoundationEssentials
import Testing

@testable import AWS

@Suite("Shared configuration files")
struct ProfileTests {
    private func profiles(config: String = "", credentials: String = "") throws -> SharedProfiles {
        try SharedProfiles(Self.environment(config: config, credentials: credentials))
    }

    /// A home folder with the two files; empty texts are missing files.
    static func environment(
        config: String = "", credentials: String = "", variables: [String: String] = [:]
    ) -> HostEnvironment {
        HostEnvironment(variables: ["HOME": "/home/u"].merging(variables) { $1 }) { path throws(APIError) in
            switch path {
            case "/home/u/.aws/config": config.isEmpty ? nil : Array(config.utf8)
            case "/home/u/.aws/credentials": credentials.isEmpty ? nil : Array(credentials.utf8)
            default: nil
            }
        }
    }

    @Test("sections, comments, separators, case, line ends and byte order of what AWS's own parser takes")
    func syntax() throws {
        let file = ProfileFile(
            "# c\r\n[ default ]\r\nAWS_Access_Key_Id : a=b\r\n; c\nempty =\nregion=us-east-1 # kept\n\n  [x]\n[y]\nk = v",
            path: "f")
        let section = try #require(file.sections["default"])
        #expect(section.settings["aws_access_key_id"] == "a=b")
        #expect(section.settings["empty"] == "")
        // An indented line goes on with the setting above it, whatever it looks like.
        #expect(section.settings["region"] == "us-east-1 # kept\n[x]")
        #expect(file.sections["y"]?.settings == ["k": "v"])
        #expect(file.sections["x"] == nil)
        #expect(file.stray == nil)
    }

    @Test("nested groups, also with what is no setting inside")
    func nested() throws {
        let text =
            "[default]\naws_access_key_id = foo\ns3 =\n    signature_version = s3v4\n    path @ x\ncloudwatch =\n\tsignature_version = v4\nregion=us-west-2"
        let section = try #require(ProfileFile(text, path: "f").sections["default"])
        #expect(section.group("s3") == ["signature_version": "s3v4"])
        #expect(section.group("cloudwatch") == ["signature_version": "v4"])
        #expect(section.group("region") == nil)
        #expect(section.settings["region"] == "us-west-2")
        #expect(section.problem == nil)
    }

    @Test("profile headers with and without quotes; other sections are no profiles")
    func headers() throws {
        let profiles = try profiles(
            config: """
                [default]
                region = a
                [profile default]
                region = b
                [profile "two words"]
                region = c
                [profile\tx]
                region = d
                [preview]
                region = e
                [sso-session s]
                region = f
                """,
            credentials: "[preview2]\naws_access_key_id = k")
        #expect(try profiles.profile("default")?["region"] == "b")
        #expect(try profiles.profile("two words")?["region"] == "c")
        #expect(try profiles.profile("x")?["region"] == "d")
        #expect(try profiles.profile("preview") == nil)
        #expect(try profiles.profile("s") == nil)
        #expect(try profiles.profile("preview2")?["aws_access_key_id"] == "k")
    }

    @Test("the credentials file counts before the config file, setting by setting")
    func precedence() throws {
        let profiles = try profiles(
            config: "[profile p]\naws_access_key_id = c\nregion = r", credentials: "[p]\naws_access_key_id = k")
        let profile = try #require(try profiles.profile("p"))
        #expect(profile["aws_access_key_id"] == "k")
        #expect(profile["region"] == "r")
    }

    @Test("a bad line spoils its own profile and names its place, never its text")
    func problems() throws {
        let profiles = try profiles(
            config: "[profile good]\nregion = r\n[profile bad]\nregion = r\nwJalrXUtnFEMI-canary\n")
        #expect(try profiles.profile("good") != nil)
        let error = #expect(throws: APIError.self) { try profiles.profile("bad") }
        #expect(error?.code == .credentialsMissing)
        #expect(error?.message == "/home/u/.aws/config:5: a setting is written \"name = value\"")
        let stray = try SharedProfiles(
            Self.environment(config: "aws_access_key_id = foo\n\n[profile \"personal\"]\na = b"))
        #expect(try stray.profile("personal")?["a"] == "b")
        #expect(
            throws: APIError(.credentialsMissing, "/home/u/.aws/config:1: settings stand in a section like [default]")
        ) {
            try stray.profile("default")
        }
    }

    @Test("the files may be elsewhere, missing, unreadable or no text")
    func files() throws {
        var environment = HostEnvironment(variables: [
            "HOME": "/h", "AWS_CONFIG_FILE": "~/c", "AWS_SHARED_CREDENTIALS_FILE": "/k",
        ]) { path throws(APIError) in
            Array("[\(path == "/h/c" ? "profile " : "")p]\n\(path == "/h/c" ? "a" : "b") = 1".utf8)
        }
        let profile = try SharedProfiles(environment).profile("p")
        #expect(profile?["a"] == "1" && profile?["b"] == "1")
        environment.readFile = { _ throws(APIError) in [0xFF, 0xFE] }
        #expect(throws: APIError(.credentialsMissing, "/h/c:1: this is not UTF-8 text")) {
            try SharedProfiles(environment).profile("p")
        }
        #expect(try SharedProfiles(HostEnvironment()).profile("default") == nil)
        let folder = FileManager.default.temporaryDirectory.appending(path: "elastatus-\(UUID())").path()
        #expect(try HostEnvironment.process.readFile(folder) == nil)
    }

    @Test("upstream's own test files are read without a fall")
    func upstream() throws {
        let folder = Sources.botocore.appending(path: "tests/unit/cfg")
        let files = Sources.files(under: folder, suffix: "")
        #expect(files.count == 15, "run make deps")
        for file in files {
            let text = try String(decoding: Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
            let parsed = ProfileFile(text, path: file)
            #expect(
                parsed.stray != nil || !parsed.sections.isEmpty || text.isEmpty || file == "aws_config_badbytes"
                    || file == "boto_config_empty")
        }
    }

    @Test("an endpoint may stand in a profile, or in the services section it names")
    func endpoints() throws {
        let profiles = try profiles(
            config: """
                [default]
                endpoint_url = https://localhost:1234/
                services = my-services

                [services my-services]
                s3 =
                  endpoint_url = https://localhost:5678/
                dynamodb =
                  endpoint_url = https://localhost:8888/
                """)
        #expect(try profiles.endpoint(service: "dynamodb", profile: "default") == "https://localhost:8888/")
        #expect(try profiles.endpoint(service: "sqs", profile: "default") == "https://localhost:1234/")
        #expect(try profiles.endpoint(service: "sqs", profile: "other") == nil)
    }

    @Test("settings say nothing of themselves but their names")
    func silence() throws {
        let file = ProfileFile("[p]\naws_secret_access_key = canary", path: "f")
        var dumped = ""
        dump(file, to: &dumped)
        #expect(
            !dumped.contains("canary") && !"\(file)".contains("canary") && !String(reflecting: file).contains("canary"))
    }
}
