import Configuration
import Testing

@Suite("Values")
struct ValueTests {
    @Test(
        "an account may be called almost anything, and a name is text",
        arguments: ["ec2", "us-east-1", "a b", "ü", "no", "on", "1", "~x", "null x", "a_b", "a%2Fb", "a?b", "All"])
    func names(_ name: String) throws {
        let answer = read("accounts: { '\(name)': { profile: p } }\nregions: [eu-west-1]\n")
        #expect(answer.problems == [])
        #expect(try #require(answer.configuration).accounts.map(\.name) == [name])
    }

    @Test("no description or dump of an account shows its secret")
    func secrets() {
        let account = Configuration.Account(
            name: "prod", accessKeyID: "AKIA1", secretAccessKey: "hush", externalID: "hush")
        var dumped = ""
        dump([account], to: &dumped)
        for text in [dumped, "\(account)", String(reflecting: account), "\([account])"] {
            #expect(text.contains("prod"))
            #expect(!text.contains("hush"))
        }
    }

    @Test(
        "plain words that YAML would turn into something else stay names", arguments: ["no", "on", "1", "1_000", "0x1"])
    func plainNames(_ name: String) throws {
        let answer = read("accounts: { \(name): { profile: p, environment: \(name) } }\nregions: [eu-west-1]\n")
        let account = try #require(answer.configuration?.accounts.first)
        #expect(account.name == name)
        #expect(account.environment == name)
    }

    @Test("an account may ask for FIPS and dual stack, or for neither, whatever the environment says")
    func endpoints() throws {
        let answer = read(
            "accounts: { a: { fips: true, dual_stack: False }, b: { profile: p }, c: { fips: 'true', profile: q } }\n"
                + "regions: [eu-west-1]\n")
        let accounts = try #require(answer.configuration).accounts
        #expect(accounts.map(\.usesFIPS) == [true, nil, true])
        #expect(accounts.map(\.usesDualStack) == [false, nil, nil])
        let bad = problems("accounts: { a: { fips: yes } }\nregions: [eu-west-1]\n")
        #expect(bad == ["1:24: error: fips must be true or false"])
    }

    @Test("the way people get into the console is said for all accounts and for each")
    func console() throws {
        let answer = read(
            "accounts: { a: { profile: p, console_role: R, cli_profile: me }, b: { role_arn: 'arn:aws:iam::111122223333:role/x' } }\n"
                + "regions: [eu-west-1]\nconsole_portal: https://example.awsapps.com/start\nconsole_role: S\n")
        let configuration = try #require(answer.configuration)
        #expect(answer.problems == [])
        #expect(configuration.consoleAccess(to: "a") == .init(portal: "https://example.awsapps.com/start", role: "R"))
        #expect(configuration.consoleAccess(to: "b").role == "S")
        #expect(configuration.commandProfile(of: "a") == "me")
        #expect(configuration.commandProfile(of: "b") == nil)
    }

    @Test(
        "a portal is a web page over TLS, and a role needs one",
        arguments: [
            ("console_portal: http://x.example/start", "3:17: error: console_portal must begin with https://"),
            (
                "console_portal: 'https://u:p@x.example/'",
                "3:17: error: console_portal must not hold a user or password"
            ),
            ("console_portal: 'https://x/#/'", "3:17: error: console_portal must not have a query or fragment"),
            ("console_role: R", "3:1: error: console_role needs console_portal"),
        ])
    func badConsole(_ line: String, _ problem: String) {
        #expect(problems("accounts: { a: { profile: p } }\nregions: [eu-west-1]\n\(line)\n") == [problem])
    }

    @Test("the environment's region counts where the file names none")
    func environmentRegion() throws {
        var schema = ConfigurationSchema.sample
        schema.environmentRegion = "us-west-2"
        let regions = { (text: String) in read(text, schema: schema).configuration?.regions }
        #expect(regions("accounts: { a: { profile: p } }\n") == ["us-west-2"])
        #expect(regions("accounts: { a: { profile: p } }\nregions: [eu-west-1]\n") == ["eu-west-1"])
        #expect(regions("accounts: { a: { profile: p, regions: [eu-west-1] } }\n") == [])
        schema.environmentRegion = "mars"
        #expect(
            problems("accounts: { a: { profile: p } }\n", schema: schema) == [
                "1:1: error: regions is missing: name some, such as ['eu-west-1'] or ['*']; "
                    + "AWS_REGION says \"mars\", which is none"
            ])
    }

    @Test(
        "an account id is its twelve digits as written, quoted or not", arguments: ["012345670123", "'012345670123'"])
    func accountID(_ text: String) throws {
        let answer = read("accounts: { a: { account_id: \(text) } }\nregions: [eu-west-1]\n")
        #expect(try #require(answer.configuration).accounts.first?.accountID == "012345670123")
    }

    @Test("one account by keys and two by roles")
    func roles() throws {
        let answer = read(
            """
            accounts:
              hub: { aws_access_key_id: hunter1, aws_secret_access_key: hunter2, group: shared }
              dev:
                role_arn: arn:aws:iam::222222222222:role/teams/elastatus
                source_account: hub
                external_id: word
                account_id: 222222222222
                environment: development
              lent: { aws_access_key_id: env:ID, aws_secret_access_key: env:SECRET, aws_session_token: env:_T1 }
              gov: { role_arn: 'arn:aws-us-gov:iam::333333333333:role/r', profile: gov, regions: [us-gov-west-1] }
            regions: [eu-west-1, 'us-*']
            """)
        #expect(answer.problems == [])
        #expect(
            try #require(answer.configuration).accounts == [
                .init(name: "hub", accessKeyID: "hunter1", secretAccessKey: "hunter2", group: "shared"),
                .init(
                    name: "dev", roleARN: "arn:aws:iam::222222222222:role/teams/elastatus", externalID: "word",
                    accountID: "222222222222", environment: "development", sourceAccount: "hub"),
                .init(
                    name: "lent", accessKeyID: "env:ID", secretAccessKey: "env:SECRET", sessionToken: "env:_T1"),
                .init(
                    name: "gov", roleARN: "arn:aws-us-gov:iam::333333333333:role/r", profile: "gov",
                    regions: ["us-gov-west-1"]),
            ])
    }

    @Test("roles may be assumed from roles, over eight accounts and not nine")
    func chains() {
        func file(_ count: Int) -> String {
            let accounts = (1...count).map {
                "  a\($0): { role_arn: 'arn:aws:iam::222222222222:role/r\($0)', source_account: a\($0 - 1) }\n"
            }
            return "accounts:\n  a0: { profile: p }\n\(accounts.joined())regions: [eu-west-1]\n"
        }
        #expect(read(file(8)).problems.filter { $0.severity == .error } == [])
        #expect(problems(file(8)) == [])
        #expect(problems(file(9)) == ["11:72: error: source_account leads over more than 8 accounts"])
    }

    @Test(
        "each duration is its seconds",
        arguments: [("5s", 5), ("60s", 60), ("5m", 300), ("1h", 3_600), ("168h", 604_800)])
    func durations(text: String, seconds: Int) throws {
        let answer = read("accounts: { a: }\nregions: ['*']\nrefresh: { ec2: \(text) }\n")
        #expect(try #require(answer.configuration).refresh == ["ec2": .seconds(seconds)])
    }

    @Test("each timeout is its seconds; what is not written is left to the program")
    func timeouts() throws {
        let head = "accounts: { a: }\nregions: ['*']\n"
        #expect(try #require(read(head).configuration).timeouts == .init())
        let answer = read(head + "timeouts: { connect: 2s, first_byte: 10m, call: 90s }\n")
        #expect(answer.problems == [])
        var expected = Configuration.Timeouts()
        expected.connect = .seconds(2)
        expected.firstByte = .seconds(600)
        expected.call = .seconds(90)
        #expect(try #require(answer.configuration).timeouts == expected)
    }

    @Test("the refresh of a view is that of its kinds, but a kind's own counts")
    func refreshOfViews() throws {
        let answer = read("accounts: { a: }\nregions: ['*']\nrefresh: { rds-cluster: 1h, rds: 60s }\n")
        #expect(
            try #require(answer.configuration).refresh == [
                "rds-instance": .seconds(60), "rds-cluster": .seconds(3_600),
            ])
    }

    @Test("menus of one's own follow elastatus's, whatever the file's order")
    func ownMenus() throws {
        let answer = read(
            """
            accounts: { a: }
            regions: ['*']
            aws: { big_data: [redshift], deployments: [cloudformation], empty: [], compute: [rds-cluster] }
            """)
        #expect(answer.problems == [])
        #expect(
            try #require(answer.configuration).menus == [
                .init(title: "Compute", entries: ["rds-cluster"]),
                .init(title: "Deployments", entries: ["cloudformation"]),
                .init(title: "Big Data", entries: ["redshift"]),
            ])
    }

    @Test("folders start at the file's; the words of the user's own kinds are known")
    func folders() throws {
        let text = "accounts: { a: }\nregions: ['*']\nkinds_dir: kinds.d\nrefresh: { file-system: 1h }\n"
        let answer = read(text, directory: "/etc/elastatus")
        #expect(answer.problems == [])
        #expect(try #require(answer.configuration).kindsDirectory == "/etc/elastatus/kinds.d")
        #expect(try #require(answer.configuration).refresh == ["file-system": .seconds(3_600)])
    }

    @Test("the API's own spelling of a zone id is understood")
    func zone() throws {
        let answer = read(
            "accounts: { a: }\nregions: ['*']\nroute53: { account: a, domain: example.com, zone_id: /hostedzone/Z1 }\n")
        #expect(
            try #require(answer.configuration).route53 == .init(account: "a", domain: "example.com", zoneID: "Z1"))
    }

    @Test("addresses", arguments: ["127.0.0.1:5000", "[::1]:5000", "localhost:0", "host_name.example:65535"])
    func addresses(_ listen: String) throws {
        let answer = read("accounts: { a: }\nregions: ['*']\nlisten: '\(listen)'\n")
        #expect(try #require(answer.configuration).listen == listen)
    }

    @Test("endpoints", arguments: ["http://localhost", "https://[::1]:4566/aws", "http://127.0.0.1:4566/"])
    func endpoints(_ url: String) throws {
        let answer = read("accounts: { a: }\nregions: ['*']\nendpoint_url: \(url)\n")
        #expect(try #require(answer.configuration).endpointURL == url)
    }

    @Test("an empty list of environment rules switches the standard one off")
    func noRules() throws {
        let answer = read("accounts: { a: }\nregions: ['*']\nenvironments: []\n")
        #expect(try #require(answer.configuration).environments == [])
    }

    @Test("all accounts and regions may be what / opens")
    func all() throws {
        let answer = read("accounts: { a: }\nregions: ['eu-*']\ndefault_account: all\ndefault_region: all\n")
        #expect(try #require(answer.configuration).defaultAccount == "all")
        #expect(try #require(answer.configuration).defaultRegion == "all")
    }

    @Test("a default region is among the regions when a pattern matches it")
    func defaultRegion() throws {
        let answer = read("accounts: { a: { regions: ['us-*'] } }\nregions: ['eu-*']\ndefault_region: us-west-2\n")
        #expect(answer.problems == [])
        #expect(try #require(answer.configuration).defaultRegion == "us-west-2")
    }
}
