import AWS
import Document
import HTTPTransport

/// Turns the body of an answer into what `aws` prints for it.
enum ParseCommand: Command {
    static let name = "parse"
    static let summary = "Print the answer of a service, read from standard input, as aws prints it."
    static let operands = "SERVICE OPERATION"
    static let options: [Option] = [
        .value("status", nil, "NUMBER", "The HTTP status that it came with; 200 by default."),
        .value("header", nil, "NAME:VALUE", "A header that it came with; may be repeated."),
        .value("models", nil, "DIR", "Look for the service's model here first."),
        .config,
    ]
    static let examples = [
        "elastatus parse rds describe-db-instances < answer.xml",
        "elastatus parse sqs ListQueues --status 400 --header 'x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender' < error.json",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        guard arguments.operands.count == 2 else {
            throw CommandFailure(
                .usage, "parse takes a service and an operation, for example: elastatus parse rds describe-db-instances"
            )
        }
        guard let status = Int(arguments["status"] ?? "200"), (100...599).contains(status) else {
            throw CommandFailure(.usage, "--status takes a number from 100 to 599")
        }
        let headers = try arguments.all("header").map { (text) throws(CommandFailure) in try header(text) }
        let models = try ModelPlace.models(arguments, of: Installation.find())
        let found = try OperationWords(models: models).operation(arguments.operands[0], arguments.operands[1])
        let response = HTTPResponse(status: status, headers: headers, body: try await StandardInput.bytes())
        let answer: WireAnswer<Value>
        do throws(APIError) {
            answer = try found.model.printed(found.operation, response)
        } catch {
            throw CommandFailure(.failed, Terminal.plain(error.description))
        }
        switch answer {
        case .output(let output, _):
            Terminal.write(output.json(indentation: 4) + [10])
            return .ok
        case .fault(let fault):
            Terminal.write(document(of: fault, status: status).json(indentation: 4) + [10])
            return .failed
        }
    }

    /// An error as botocore's parsers give it.
    private static func document(of fault: WireFault, status: Int) -> Value {
        var error: Object = [:]
        error["Code"] = fault.code.map(Value.string)
        error["Message"] = fault.message.map(Value.string)
        var metadata: Object = [:]
        metadata["RequestId"] = fault.requestID.map(Value.string)
        metadata["HTTPStatusCode"] = .integer(status)
        return .object(["Error": .object(error), "ResponseMetadata": .object(metadata)])
    }

    private static func header(_ text: String) throws(CommandFailure) -> HTTPHeader {
        guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
            throw CommandFailure(.usage, "--header takes NAME:VALUE, not \"\(Terminal.plain(text))\"")
        }
        return HTTPHeader(
            text[..<colon].lowercased(), String(text[text.index(after: colon)...].drop { $0 == " " }))
    }
}
