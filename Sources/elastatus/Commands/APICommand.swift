import AWS
import Document
import Inventory

/// Makes one call, in one place or in many.
enum APICommand: Command {
    static let name = "api"
    static let summary = "Make any call that only reads, all pages of it, and print the answer as aws does."
    static let operands = "SERVICE OPERATION"
    static let options: [Option] = [
        .value("input", "i", "JSON", "The operation's input; - reads standard input, @FILE a file."),
        .value("account", "a", "NAMES", "The account, or several: names and patterns separated by commas, or all."),
        .value("region", "r", "NAMES", "The region, or several, likewise."),
        .value("timeout", nil, "SECONDS", "Give up after so long; 300 by default."), .config, .quiet,
    ]
    static let examples = [
        "elastatus api rds describe-db-instances -a prod -r eu-west-1",
        "elastatus api ec2 DescribeInstances -a prod -r eu-west-1 -i '{\"Filters\": [{\"Name\": \"instance-state-name\", \"Values\": [\"running\"]}]}'",
        "elastatus api sts get-caller-identity -a all -r us-east-1   # a line of JSON for each account",
    ]

    /// Calls under way at once.
    private static let width = 32

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count == 2 else {
            throw CommandFailure(
                .usage, "api takes a service and an operation, for example: elastatus api rds describe-db-instances")
        }
        guard let timeout = Int(arguments["timeout"] ?? "300"), (1...3_600).contains(timeout) else {
            throw CommandFailure(.usage, "--timeout takes a number of seconds from 1 to 3600")
        }
        let assembly = try await Assembly.forCalls(arguments)
        let found = try OperationWords(models: assembly.services.models)
            .operation(arguments.operands[0], arguments.operands[1])
        let input = try await CallInput.object(arguments["input"])
        do throws(APIError) {
            _ = try found.model.request(found.operation, input: input)
        } catch {
            throw CommandFailure(.usage, Terminal.plain(error.description))
        }
        let accounts = arguments["account"]
        let regions = arguments["region"]
        let places = CallPlaces(
            assembly: assembly, isGlobal: !found.model.globalIn.isEmpty, usualRegion: Assembly.environmentRegion)
        let caller = Caller(
            client: assembly.client, found: found, input: input, deadline: .now + .seconds(timeout))
        guard CallPlaces.isSeveral(accounts) || CallPlaces.isSeveral(regions) else {
            return try await one(try await places.place(account: accounts, region: regions), caller)
        }
        let targets = try await places.targets(accounts: accounts, regions: regions)
        return await several(targets, caller, Progress(isQuiet: arguments.has("quiet")))
    }

    /// Prints the answer of one place.
    private static func one(_ place: CallPlaces.Place, _ caller: Caller) async throws(CommandFailure) -> ExitCode {
        do throws(APIError) {
            let output = try await caller.call(in: place)
            Terminal.write(output.json(indentation: 4) + [10])
            return .ok
        } catch {
            let needs = error.action.map { " (needs \($0))" } ?? ""
            throw CommandFailure(.failed, Terminal.plain(error.description + needs))
        }
    }

    /// Prints a line for each place, in order, as soon as all before it are there.
    private static func several(
        _ targets: [CallPlaces.Target], _ caller: Caller, _ progress: Progress
    ) async -> ExitCode {
        await withTaskGroup(of: Answer.self) { group in
            var answers: [Answer?] = Array(repeating: nil, count: targets.count)
            var next = 0
            var done = 0
            var printed = 0
            var isWhole = true
            func start() {
                guard next < targets.count else { return }
                let (index, target) = (next, targets[next])
                group.addTask {
                    do throws(APIError) {
                        return Answer(index: index, result: .success(try await caller.call(in: target)))
                    } catch { return Answer(index: index, result: .failure(error)) }
                }
                next += 1
            }
            for _ in 0..<width { start() }
            while let answer = await group.next() {
                answers[answer.index] = answer
                done += 1
                progress.report(failed: answer.hasFailed, done: done, of: targets.count)
                isWhole = isWhole && !answer.hasFailed
                start()
                while printed < targets.count, let ready = answers[printed] {
                    // A reader that went away wants nothing more.
                    guard Terminal.write(ready.line(of: targets[printed]) + [10]) else { return .ok }
                    answers[printed] = nil
                    printed += 1
                }
            }
            return isWhole ? .ok : .partial
        }
    }

    /// Makes the same call in one place after the other.
    private struct Caller: Sendable {
        let client: AWSClient
        let found: OperationWords.Found
        let input: Object
        let deadline: ContinuousClock.Instant

        func call(in target: CallPlaces.Target) async throws(APIError) -> Value {
            switch target {
            case .place(let place): try await call(in: place)
            case .unknown(_, let error): throw error
            }
        }

        func call(in place: CallPlaces.Place) async throws(APIError) -> Value {
            let call = APICall(
                found.operation.name, input: input, account: place.account, region: place.region, deadline: deadline)
            return CommandLineForm(found.operation, of: found.model).whole(try await client.call(call).output)
        }
    }

    /// What came back from one of several places.
    private struct Answer: Sendable {
        let index: Int
        let result: Result<Value, APIError>

        var hasFailed: Bool { (try? result.get()) == nil }

        /// `{account, region, output}`, or `error` in the output's place; `region` is null where none is known.
        func line(of target: CallPlaces.Target) -> [UInt8] {
            var line: Object =
                switch target {
                case .place(let place): ["account": .string(place.account), "region": .string(place.region)]
                case .unknown(let account, _): ["account": .string(account), "region": .null]
                }
            switch result {
            case .success(let output): line["output"] = output
            case .failure(let error):
                line["error"] = [
                    "code": .string(error.code.rawValue), "message": .string(error.description),
                    "action": error.action.map(Value.string) ?? .null,
                    "request_id": error.requestID.map(Value.string) ?? .null,
                ]
            }
            return Value.object(line).json()
        }
    }
}
