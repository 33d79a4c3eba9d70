import FoundationEssentials
import ProcessRunning
import Testing

@testable import AWS

@Suite("Credentials of a program")
struct ProcessTests {
    private static let full = #"""
        {"Version":1,"AccessKeyId":"P","SecretAccessKey":"P-secret","SessionToken":"P-token","Expiration":"2033-11-14T23:13:20Z","AccountId":"123456789012"}
        """#

    private func bench(_ output: String, status: Int = 0, errors: String = "", command: String = "tool --role x")
        -> FetchBench
    {
        var bench = FetchBench(config: "[profile p]\ncredential_process = \(command)")
        bench.programs = [
            ["tool", "--role", "x"]: ProcessOutcome(
                status: status, output: Array(output.utf8), errors: Array(errors.utf8))
        ]
        return bench
    }

    @Test("what it prints is taken, with and without token and expiration")
    func prints() async throws {
        let end = Date(timeIntervalSince1970: 2_015_622_800)
        for (output, token, expiration) in [
            (Self.full, "P-token", end),
            (Self.full.replacing(#""SessionToken":"P-token","#, with: ""), nil, end),
            (Self.full.replacing(#""Expiration":"2033-11-14T23:13:20Z","#, with: ""), "P-token", nil),
            (#"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"P-secret"}"#, nil, nil),
            (Self.full.replacing(#""2033-11-14T23:13:20Z""#, with: "null"), "P-token", nil),
            (Self.full.replacing("23:13:20Z", with: "23:13:20.000000+00:00"), "P-token", end),
        ] as [(String, String?, Date?)] {
            let (found, requests) = try await bench(output).fetch(.profile("p"))
            #expect(
                found
                    == Credentials(
                        accessKeyID: "P", secretAccessKey: "P-secret", sessionToken: token, expiration: expiration))
            #expect(requests.isEmpty)
        }
    }

    @Test(
        "what is no answer says why, and repeats none of it",
        arguments: [
            ("", "printed no JSON object"), ("canary", "printed no JSON object"),
            (#"["canary"]"#, "printed no JSON object"),
            (#"{"AccessKeyId":"canary","SecretAccessKey":"canary"}"#, "printed no Version; only Version 1 is known"),
            (#"{"Version":100,"AccessKeyId":"canary"}"#, "printed Version 100; only Version 1 is known"),
            (#"{"Version":"1","AccessKeyId":"canary"}"#, "printed another Version; only Version 1 is known"),
            (#"{"Version":1,"SecretAccessKey":"canary"}"#, "printed no AccessKeyId"),
            (#"{"Version":1,"AccessKeyId":"canary"}"#, "printed no SecretAccessKey"),
            (#"{"Version":1,"AccessKeyId":"canary","SecretAccessKey":""}"#, "printed no SecretAccessKey"),
            (
                #"{"Version":1,"AccessKeyId":"canary","SecretAccessKey":"canary","Expiration":"soon"}"#,
                "printed an Expiration that is no time like 2026-11-20T13:37:00Z"
            ),
        ])
    func refused(output: String, reason: String) async throws {
        let error = try await bench(output).failure(.profile("p")).error
        #expect(error == APIError(.credentialsMissing, "the credential_process of the profile p \(reason)"))
    }

    @Test("a program that fails shows what it said, without what may be secret")
    func fails() async throws {
        let said = "error: login failed\n  for wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY token=hush AKIAIOSFODNN7EXAMPLE"
        #expect(
            try await bench(Self.full, status: 3, errors: said).failure(.profile("p")).error?.message
                == "the credential_process of the profile p ended with code 3: error: login failed for *** token=*** ***"
        )
        #expect(
            try await bench("", status: -9).failure(.profile("p")).error?.message
                == "the credential_process of the profile p ended with signal 9 and said nothing")
    }

    @Test("a program that is not there, a quote that does not end")
    func starts() async throws {
        #expect(
            try await bench("", command: "other").failure(.profile("p")).error?.message
                == "the credential_process of the profile p cannot be started: No such file or directory")
        #expect(
            try await bench("", command: "'tool").failure(.profile("p")).error?.message
                == "the credential_process of the profile p has a quote that does not end")
    }

    @Test("a profile that is not there and one without a program start none")
    func none() throws {
        #expect(throws: APIError(.credentialsMissing, "the profile q does not exist (did you mean p?)")) {
            try bench(Self.full).plan(.profile("q"))
        }
        let plan = try FetchBench(config: "[profile q]\nregion = r").plan(.profile("q"))
        guard case .instance = plan else { return #expect(Bool(false), "\(plan)") }
    }
}

@Suite("Words of a command line")
struct ShellWordsTests {
    /// Expectations are those of Python's `shlex.split`.
    @Test(
        "words, quotes and backslashes as a POSIX shell takes them",
        arguments: [
            ("", []), ("  a\tb\n c ", ["a", "b", "c"]), ("'a b' c", ["a b", "c"]), (#""a b"c"#, ["a bc"]),
            (#"a\ b"#, ["a b"]), (#""a\"b" 'c\d'"#, [#"a"b"#, #"c\d"#]), (#""a\nb""#, [#"a\nb"#]),
            (#""a\\b""#, [#"a\b"#]),
            ("'' \"\"", ["", ""]), ("a''b", ["ab"]), ("a #b", ["a", "#b"]),
            ("$HOME `x` | y", ["$HOME", "`x`", "|", "y"]),
            ("ü 'ß ñ'", ["ü", "ß ñ"]),
        ])
    func splits(line: String, words: [String]) { #expect(ShellWords.split(line) == words) }

    @Test("what does not end is no line", arguments: ["'a", "\"a", "a\\", "\"a\\"])
    func refuses(line: String) { #expect(ShellWords.split(line) == nil) }
}
