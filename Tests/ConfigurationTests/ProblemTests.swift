import Configuration
import Document
import Testing

@Suite("Problems")
struct ProblemTests {
    @Test("print as file:line:column, with what was meant")
    func description() {
        let problem = ConfigurationProblem(
            .error, .unknownRegion, file: "a\nb.yaml", line: 3, column: 7, message: "unknown region", suggestion: "x")
        #expect(problem.description == #"a\u{a}b.yaml:3:7: error: unknown region (did you mean "x"?)"#)
    }

    @Test("are sorted by place, whatever found them first")
    func order() {
        let answer = read(
            "listen: 1\nregions: [x, y]\naccounts: { all: , 'a,b': , prod: { group: , profil: 1 } }\nendpoint_url: q\n")
        let places = answer.problems.map { [$0.line, $0.column] }
        #expect(places.count == 10)
        #expect(places == places.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test("strict makes errors of warnings and leaves the rest")
    func strict() {
        let answer = read("stormpath: {}\naccounts: { a: }\nregions: ['*']\n")
        #expect(!answer.problems.hasErrors)
        #expect(answer.problems.strict.hasErrors)
        #expect(
            answer.problems.strict.map(\.description) == [
                #"config.yaml:1:1: error: unknown key "stormpath" is ignored"#
            ])
    }

    @Test("beyond a thousand are counted")
    func many() throws {
        let keys = (0..<20_000).map { "k\($0): 1\n" }.joined()
        let answer = read(keys + "accounts: { a: }\nregions: ['*']\n")
        #expect(answer.configuration != nil, "they are warnings, shown or not")
        #expect(answer.problems.count == 1_001)
        #expect(try #require(answer.problems.last).message == "19000 further problems are not shown")
        let broken = read(keys + "accounts: { a/b: }\nregions: ['*']\n")
        #expect(broken.configuration == nil)
        #expect(try #require(broken.problems.last).severity == .error)
    }

    /// Each place of a file in turn holds what must never be repeated.
    @Test(
        "never repeat a credential, wherever it was written",
        arguments: ["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"])
    func canaries(_ canary: String) {
        let file = """
            accounts:
              @1: @2
              prod: { aws_access_key_id: [@3], aws_secret_access_key: '@4 ', external_id: { @5: 1 }, profile: [@6] }
              dev: { role_arn: @7, source_account: @8, account_id: @9, regions: [@10], @11: 1 }
            regions: [@12, '@13*']
            aws: { @14: [@15], compute: @16 }
            route53: { account: @17, @18: 1 }
            default_account: @19
            default_region: @20
            default_service: @21
            refresh: { @22: 1m, ec2: @23 }
            environments: [{ tags: @24 }, { name: '(@25', environment: x }, { @26: x }]
            kinds_dir: @27
            listen: @28
            endpoint_url: https://u:@29@h
            @30: 1
            @30: 2
            """
        let text = (1...30).reversed().reduce(file) { $0.replacing("@\($1)", with: canary) }
        #expect(!text.contains("@1"))
        let answer = read(text)
        #expect(answer.problems.count > 25)
        for problem in answer.problems {
            #expect(!problem.description.contains(canary.prefix(8)), "\(problem.line):\(problem.column)")
        }
        for broken in [text + "\n'", text + "\n\t x", "{" + text] {
            #expect(read(broken).problems.allSatisfy { !$0.description.contains(canary.prefix(8)) })
        }
    }

    @Test("a short secret in a secret's place is not repeated either")
    func shortSecrets() {
        let text = """
            accounts:
              a: { aws_access_key_id: ['hunter2'], aws_secret_access_key: 'hunter2 ', external_id: "hunter2\\n" }
              b: { aws_secret_acces_key: hunter2, external_id: hunter2 }
              c: { aws_secret_access_key: hunter2 }
              d: { role_arn: hunter2 }
              e: hunter2
            admin: { password: hunter2 }
            endpoint_url: http://u:hunter2@localhost
            """
        let answer = read(text)
        #expect(answer.problems.count == 12)
        for problem in answer.problems { #expect(!problem.description.contains("hunter2"), "\(problem)") }
    }
}
