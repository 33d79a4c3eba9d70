import AWS
import Configuration
import FoundationEssentials

extension Assembly {
    /// What calls need, without kinds: of the configuration, or where there is none of the environment.
    static func forCalls(
        _ arguments: Arguments, reading: AnswerReading = .printed
    ) async throws(CommandFailure) -> Assembly {
        let installation = try Installation.find()
        guard let path = arguments["config"] ?? ConfigurationPlace.found else {
            let configuration = Configuration(
                accounts: [Configuration.Account(name: environmentAccount)],
                regions: [environmentRegion].compactMap(\.self))
            return try Assembly(KindLibrary(installation), configuration, isBare: true, reading: reading)
        }
        let read = try installation.read(path)
        for problem in read.problems { Terminal.say(Terminal.plain(problem.description)) }
        guard let configuration = read.configuration else {
            throw CommandFailure(.configuration, "\(path) has errors; elastatus config check shows them alone")
        }
        return try await Assembly(read.library, configuration, isBare: true, reading: reading).withMembers()
    }

    /// What the account without a configuration is called.
    private static let environmentAccount = "environment"

    /// The region that the AWS command line would take.
    static var environmentRegion: String? {
        let variables = ProcessInfo.processInfo.environment
        return ["AWS_REGION", "AWS_DEFAULT_REGION"].compactMap { variables[$0] }.first { !$0.isEmpty }
    }
}
