import Document
import FoundationEssentials
import ProcessRunning

/// A program that prints credentials.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
struct CredentialProcess: Sendable, Hashable {
    /// The program and its arguments, split without a shell.
    let words: [String]
    let profile: String

    /// - Throws: `APIError` (`credentialsMissing`) for a command that is no list of words.
    init(_ command: String, of profile: String) throws(APIError) {
        guard let words = ShellWords.split(command), !words.isEmpty else {
            throw APIError(
                .credentialsMissing, "the credential_process of the profile \(profile) has a quote that does not end")
        }
        self.words = words
        self.profile = profile
    }

    /// Runs it.
    ///
    /// - Throws: `APIError`: `credentialsMissing` when it fails or prints something else, `timeout`.
    func credentials(_ environment: HostEnvironment) async throws(APIError) -> Credentials {
        let outcome: ProcessOutcome
        do throws(APIError) {
            outcome = try await environment.run(ProcessOrder(words: words, variables: environment.variables))
        } catch {
            throw APIError(error.code, "\(subject) \(error.message)")
        }
        guard outcome.status == 0 else {
            let end = outcome.status < 0 ? "signal \(-outcome.status)" : "code \(outcome.status)"
            let said = Redaction.redacted(String(decoding: outcome.errors, as: UTF8.self))
            throw APIError(
                .credentialsMissing,
                "\(subject) ended with \(end)" + (said.isEmpty ? " and said nothing" : ": \(said)"))
        }
        return try read(outcome.output)
    }

    private var subject: String { "the credential_process of the profile \(profile)" }

    /// What it printed; no message repeats any of it.
    private func read(_ output: [UInt8]) throws(APIError) -> Credentials {
        func failure(_ message: String) -> APIError { APIError(.credentialsMissing, "\(subject) \(message)") }
        guard let answer = try? Value(json: output), answer.object != nil else {
            throw failure("printed no JSON object")
        }
        guard answer["Version"] == 1 else {
            let version = answer["Version"]
            let shown = version?.integer.map { "Version \($0)" } ?? (version == nil ? "no Version" : "another Version")
            throw failure("printed \(shown); only Version 1 is known")
        }
        guard let accessKeyID = answer.text("AccessKeyId") else { throw failure("printed no AccessKeyId") }
        guard let secretAccessKey = answer.text("SecretAccessKey") else {
            throw failure("printed no SecretAccessKey")
        }
        var expiration: Date?
        if let written = answer["Expiration"], !written.isNull {
            guard let date = written.string.flatMap(WireTime.init)?.date else {
                throw failure("printed an Expiration that is no time like 2026-11-20T13:37:00Z")
            }
            expiration = date
        }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: answer.text("SessionToken"),
            expiration: expiration)
    }
}

/// A command line may hold a secret: no description, dump or mirror of it shows more than whose it is.
extension CredentialProcess: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "CredentialProcess(\(profile))" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension Value {
    /// The member's text; nil when it is missing, empty or something else.
    func text(_ name: String) -> String? { self[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
}

extension WireTime {
    /// The same moment for comparing with clocks.
    var date: Date { Date(timeIntervalSince1970: Double(seconds) + Double(microseconds) / 1e6) }
}
