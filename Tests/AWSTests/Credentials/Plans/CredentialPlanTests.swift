import Testing

@testable import AWS

@Suite("Where credentials come from")
struct CredentialPlanTests {
    private func plan(
        _ source: AccountAccess.Source, config: String = "", credentials: String = "", variables: [String: String] = [:]
    ) throws(APIError) -> CredentialPlan {
        try CredentialPlan(
            source,
            environment: ProfileTests.environment(config: config, credentials: credentials, variables: variables))
    }

    private func message(
        _ source: AccountAccess.Source, config: String = "", credentials: String = "", variables: [String: String] = [:]
    ) -> String? {
        do throws(APIError) {
            _ = try plan(source, config: config, credentials: credentials, variables: variables)
            return nil
        } catch {
            #expect(error.code == .credentialsMissing)
            return error.message
        }
    }

    private static func keys(_ name: String, token: String? = nil) -> CredentialPlan {
        .fixed(Credentials(accessKeyID: name, secretAccessKey: name + "-secret", sessionToken: token))
    }

    private static let arn = "arn:aws:iam::123456789012:role/r"
    private static let base = "[base]\naws_access_key_id = B\naws_secret_access_key = B-secret\n"

    @Test("keys of the configuration")
    func keys() throws {
        let source = AccountAccess.Source.keys(accessKeyID: "K", secretAccessKey: "K-secret", sessionToken: "t")
        #expect(try plan(source, variables: ["AWS_ACCESS_KEY_ID": "E"]) == Self.keys("K", token: "t"))
    }

    @Test("the environment: variables, then the profile they name, then the default one")
    func environment() throws {
        let variables = ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "E-secret"]
        #expect(try plan(.environment, credentials: Self.base, variables: variables) == Self.keys("E"))
        #expect(
            try plan(.environment, variables: variables.merging(["AWS_SESSION_TOKEN": "t"]) { $1 })
                == Self.keys("E", token: "t"))
        #expect(
            try plan(.environment, variables: variables.merging(["AWS_SECURITY_TOKEN": "t"]) { $1 })
                == Self.keys("E", token: "t"))
        #expect(try plan(.environment, credentials: Self.base, variables: ["AWS_PROFILE": "base"]) == Self.keys("B"))
        #expect(
            try plan(.environment, credentials: Self.base, variables: ["AWS_DEFAULT_PROFILE": "base"]) == Self.keys("B")
        )
        let standard = Self.base.replacing("base", with: "default")
        #expect(try plan(.environment, credentials: standard) == Self.keys("B"))
        #expect(
            message(.environment, variables: ["AWS_ACCESS_KEY_ID": "E"])?.contains("AWS_SECRET_ACCESS_KEY is not")
                == true)
    }

    @Test("an explicit profile takes the environment's keys out of the chain")
    func profile() throws {
        let variables = ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "E-secret"]
        #expect(try plan(.profile("base"), credentials: Self.base, variables: variables) == Self.keys("B"))
        let withToken = Self.base + "aws_session_token = t"
        #expect(try plan(.profile("base"), credentials: withToken) == Self.keys("B", token: "t"))
        #expect(message(.profile("none"), credentials: Self.base) == "the profile none does not exist")
        #expect(
            message(.profile("p"), credentials: "[p]\naws_access_key_id = A")
                == "the profile p has aws_access_key_id and no aws_secret_access_key")
        #expect(
            message(.profile("p"), credentials: "[p]\naws_secret_access_key = A")
                == "the profile p has aws_secret_access_key and no aws_access_key_id")
    }

    @Test("a role with its source profile, external id, session name and duration")
    func role() throws {
        let config = """
            [profile r]
            role_arn = \(Self.arn)
            source_profile = base
            external_id = x
            role_session_name = n
            duration_seconds = 900
            """
        let role = AssumedRole(arn: Self.arn, externalID: "x", sessionName: "n", duration: .seconds(900))
        #expect(
            try plan(.profile("r"), config: config, credentials: Self.base) == .assume(role, with: Self.keys("B")))
        let plain = config.replacing("900", with: "long").split(separator: "\n").filter {
            !$0.hasPrefix("role_s") && !$0.hasPrefix("ext")
        }
        #expect(
            try plan(.profile("r"), config: plain.joined(separator: "\n"), credentials: Self.base)
                == .assume(AssumedRole(arn: Self.arn), with: Self.keys("B")))
    }

    @Test("a chain of roles, and a role that the configuration adds")
    func chain() throws {
        let config = """
            [profile a]
            role_arn = arn:aws:iam::1:role/a
            source_profile = b
            [profile b]
            role_arn = arn:aws:iam::2:role/b
            source_profile = base
            """
        let a = AssumedRole(arn: "arn:aws:iam::1:role/a")
        let b = AssumedRole(arn: "arn:aws:iam::2:role/b")
        let expected = CredentialPlan.assume(a, with: .assume(b, with: Self.keys("B")))
        #expect(try plan(.profile("a"), config: config, credentials: Self.base) == expected)
        let source = AccountAccess.Source.role(arn: Self.arn, externalID: "x", base: .profile("a"))
        #expect(
            try plan(source, config: config, credentials: Self.base)
                == .assume(AssumedRole(arn: Self.arn, externalID: "x"), with: expected))
        #expect(AssumedRole(arn: Self.arn).sessionName == "elastatus")
        #expect(
            message(.role(arn: "r", externalID: nil, base: .profile("base")), credentials: Self.base)
                == "r is not the ARN of a role")
        #expect(AssumedRole(arn: "arn:aws-cn:iam::1:role/a").partition == "aws-cn")
    }

    @Test("a profile may name itself when it has keys; a profile with keys ends a chain")
    func selfReference() throws {
        let keys = "aws_access_key_id = B\naws_secret_access_key = B-secret\n"
        let own = "[profile p]\nrole_arn = \(Self.arn)\nsource_profile = p\n"
        #expect(
            try plan(.profile("p"), config: own + keys) == .assume(AssumedRole(arn: Self.arn), with: Self.keys("B")))
        #expect(message(.profile("p"), config: own) == "the profile p names itself as source_profile and has no keys")
        let ended = own + "[profile q]\nsource_profile = p\nrole_arn = \(Self.arn)q\n"
        let withKeys = ended.replacing("source_profile = p\n[", with: "source_profile = p\n\(keys)[")
        #expect(
            try plan(.profile("q"), config: withKeys) == .assume(AssumedRole(arn: Self.arn + "q"), with: Self.keys("B"))
        )
    }

    @Test(
        "what cannot work says why",
        arguments: [
            (
                "role_arn = ARN\nsource_profile = base\ncredential_source = Environment",
                "has both source_profile and credential_source"
            ),
            ("role_arn = ARN", "has role_arn and neither source_profile nor credential_source"),
            (
                "role_arn = ARN\ncredential_source = Somewhere",
                "has the credential_source Somewhere, which is none of Environment, Ec2InstanceMetadata and EcsContainer"
            ),
            (
                "role_arn = ARN\ncredential_source = EcsContainer",
                "takes its credentials from the container, which has none: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set"
            ),
            ("role_arn = ARN\ncredential_source = Environment", "takes its keys from the environment, which has none"),
            (
                "role_arn = ARN\nsource_profile = base\nmfa_serial = m",
                "needs a one-time code (mfa_serial) that nobody is here to type; use a credential_process or a session's keys"
            ),
            ("role_arn = r\nsource_profile = base", "has a role_arn that is not the ARN of a role"),
            ("sso_account_id = 1", "signs on by SSO and lacks sso_role_name, sso_start_url, sso_region"),
            (
                "sso_account_id = 1\nsso_role_name = r\nsso_session = s",
                "names the sso_session s, and there is no section [sso-session s]"
            ),
        ])
    func reasons(settings: String, reason: String) {
        let config = "[profile p]\n" + settings.replacing("ARN", with: Self.arn)
        #expect(message(.profile("p"), config: config, credentials: Self.base) == "the profile p \(reason)")
    }

    @Test("circles are named, missing profiles too")
    func circles() {
        func link(_ from: String, _ to: String) -> String {
            "[profile \(from)]\nrole_arn = \(Self.arn)\nsource_profile = \(to)\n"
        }
        #expect(
            message(.profile("a"), config: link("a", "b") + link("b", "c") + link("c", "a"))
                == "the profile c leads in a circle: a → b → c → a")
        #expect(
            message(.profile("a"), config: link("a", "b") + link("b", "c") + link("c", "b"))
                == "the profile c leads in a circle: a → b → c → b")
        #expect(
            message(.profile("a"), config: link("a", "b"))
                == "its profile a names the profile b, which does not exist")
    }

    @Test("the environment's keys may assume the role")
    func environmentSource() throws {
        let config = "[profile p]\nrole_arn = \(Self.arn)\ncredential_source = Environment"
        #expect(
            try plan(
                .profile("p"), config: config,
                variables: ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "E-secret"])
                == .assume(AssumedRole(arn: Self.arn), with: Self.keys("E")))
    }

    @Test("a plan and a source say nothing of their secrets")
    func silence() throws {
        let source = AccountAccess.Source.role(
            arn: Self.arn, externalID: nil,
            base: .keys(accessKeyID: "K", secretAccessKey: "canary", sessionToken: "canary"))
        let access = AccountAccess(name: "a", source: source)
        let plan = try plan(source)
        for value in [source, access, plan] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            #expect(
                !dumped.contains("canary") && !"\(value)".contains("canary")
                    && !String(reflecting: value).contains("canary"))
        }
    }
}
