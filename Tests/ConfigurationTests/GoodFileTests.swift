import Configuration
import Document
import Testing

@Suite("Good files")
struct GoodFileTests {
    /// The shape of elastatus's own file of 2014, typo included.
    static let original = """
        accounts:
            account1:
                aws_access_key_id: 'XXXXXXXXXXXXXXXXXXXXXXXXXX'
                aws_secret_access_key: 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX'
            account2:
                aws_access_key_id: 'XXXXXXXXXXXXXXXXXXXXXXXXXX'
                aws_secret_access_key: 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX'

        regions: ['eu-west-1','us-east-1']

        aws:\u{20}
            compute: ['ec2', 'ebs', 'snapshots', elb', 'autoscale']
            database: ['rds','dynamodb', 'elasticache', 'redshift']
            deployments: ['cloudformation']
            services: ['route53', 'sqs', 'sns']


        default_account: 'account1'
        default_region: 'eu-west-1'
        default_service: 'ec2'


        route53:
            account: 'account1'
            domain: 'mydomain'
            zone_id: 'myzoneid'

        """

    @Test("the original's file works unchanged; its typo is a warning")
    func originalFile() throws {
        let answer = read(Self.original)
        #expect(
            answer.problems.map(\.description) == [
                #"config.yaml:12:42: warning: unknown menu entry "elb'" is left out (did you mean "elb"?)"#
            ])
        let configuration = try #require(answer.configuration)
        #expect(configuration.accounts.map(\.name) == ["account1", "account2"])
        #expect(configuration.accounts.first?.accessKeyID == String(repeating: "X", count: 26))
        #expect(configuration.accounts.first?.secretAccessKey == String(repeating: "X", count: 31))
        #expect(configuration.regions == ["eu-west-1", "us-east-1"])
        #expect(
            configuration.menus == [
                .init(title: "Compute", entries: ["ec2", "ebs", "snapshots", "autoscale"]),
                .init(title: "Database", entries: ["rds", "dynamodb", "elasticache", "redshift"]),
                .init(title: "App Services", entries: ["route53", "sqs", "sns"]),
                .init(title: "Deployments", entries: ["cloudformation"]),
            ])
        #expect(configuration.defaultAccount == "account1")
        #expect(configuration.defaultRegion == "eu-west-1")
        #expect(configuration.defaultService == "ec2")
        #expect(configuration.route53 == .init(account: "account1", domain: nil, zoneID: nil))
        #expect(configuration.listen == "127.0.0.1:5000")
        #expect(configuration.endpointURL == nil)
        #expect(configuration.environments == [.tags(["environment", "env", "stage"])])
    }

    @Test(
        "any menu of the original, any entry and all of them may be removed",
        arguments: [
            ("    database: ['rds','dynamodb', 'elasticache', 'redshift']\n", ""), ("'sqs', ", ""), ("'ec2', ", ""),
            ("    services: ['route53', 'sqs', 'sns']\n", ""), ("['cloudformation']", "[]"), ("['cloudformation']", ""),
        ])
    func removed(part: String, by other: String) throws {
        let text = Self.original.replacing(part, with: other)
        #expect(text != Self.original)
        let answer = read(text)
        #expect(answer.configuration != nil)
        #expect(answer.problems.map(\.code) == [.unknownWord])
    }

    @Test("without aws there are no menus named, whatever is left of it", arguments: ["", "aws:\n", "aws: {}\n"])
    func noMenus(_ text: String) throws {
        let answer = read(text + "accounts: { prod: }\nregions: ['*']\n")
        #expect(answer.problems == [])
        #expect(try #require(answer.configuration).menus == [])
    }

    @Test("a route53 block that no menu uses may stay as it is")
    func unusedZone() throws {
        let text = Self.original.replacing("'route53', ", with: "").replacing("account1", with: "other")
            .replacing("    account: 'other'", with: "    account: 'account1'")
        let answer = read(text)
        #expect(answer.problems.map(\.code) == [.unknownWord])
        #expect(try #require(answer.configuration).route53 == nil)
    }

    @Test("config.yaml.sample loads without a word")
    func sample() throws {
        let answer = read(try Checkout.text("config.yaml.sample"))
        #expect(answer.problems == [])
        #expect(try #require(answer.configuration).accounts.map(\.name) == ["production"])
    }

    @Test("config.yaml.sample with every setting switched on loads without a word")
    func wholeSample() throws {
        let lines = try Checkout.text("config.yaml.sample").split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map(Self.switchedOn).joined(separator: "\n")
        // The words of the built-in views, as they are.
        let views = try YAMLNode.parse(Array(try Checkout.text("kinds/views.yaml").utf8)).value.array ?? []
        var schema = ConfigurationSchema.sample
        schema.vocabulary = { _ in
            Vocabulary(
                views: views.map { view in
                    (word: view["view"]?.string ?? "", kinds: (view["kinds"]?.array ?? []).compactMap(\.string))
                }, kinds: [])
        }
        // What stands in it is the lens's own.
        schema.sections = [ConfigurationSection(name: "schedules", keys: []) { _, _ in nil }]
        let answer = read(text, schema: schema)
        #expect(answer.problems == [])
        let configuration = try #require(answer.configuration)
        #expect(configuration.accounts.map(\.name) == ["production", "staging", "development", "sandbox"])
        #expect(configuration.accounts[1].sourceAccount == "production")
        #expect(configuration.accounts[2].regions == ["eu-*"])
        #expect(Set(configuration.menus.flatMap(\.entries)) == Set(views.compactMap { $0["view"]?.string }))
        #expect(
            configuration.route53 == .init(account: "production", domain: "example.com", zoneID: "Z0123456789ABC"))
        #expect(configuration.refresh == ["ec2": .seconds(60), "snapshots": .seconds(21_600)])
        #expect(
            configuration.environments == [
                .tags(["Environment", "env", "stage"]), .stack(pattern: "^live-", environment: "production"),
                .name(pattern: "(^|-)qa(-|$)", environment: "qa"),
            ])
        #expect(configuration.views.map(\.name) == ["Old running instances"])
        #expect(configuration.views.map(\.sort) == ["created_at"] && configuration.views.allSatisfy(\.isDescending))
        #expect(configuration.kindsDirectory == "kinds.d")
        #expect(configuration.endpointURL == "http://127.0.0.1:4566")
    }

    /// The line of the sample without the `#` before a setting; explanations begin with `# ` and one space.
    private static func switchedOn(_ line: Substring) -> Substring {
        let rest = line.drop { $0 == " " }
        guard rest.hasPrefix("#") else { return line }
        let setting = rest.dropFirst()
        guard !setting.isEmpty, !setting.hasPrefix(" ") || setting.hasPrefix("    ") else { return line }
        return line.prefix(line.count - rest.count) + setting
    }
}
