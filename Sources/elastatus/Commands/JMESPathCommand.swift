import Document
import Inventory
import JMESPath

/// Evaluates a JMESPath expression over a JSON document.
enum JMESPathCommand: Command {
    static let name = "jmespath"
    static let summary = "Print what a JMESPath expression gives for the JSON on standard input."
    static let operands = "EXPRESSION"
    static let options: [Option] = [
        .flag("unquoted", "u", "Print a text without quotes and escapes."),
        .flag("standard", nil, "Only the functions of the specification, without those of kinds."),
        .flag("lines", nil, "Read lines of {\"expression\", \"document\"} and answer each with a line."),
    ]
    static let examples = [
        "aws rds describe-db-instances | elastatus jmespath 'DBInstances[].Endpoint.Address'",
        "elastatus api ec2 describe-instances -a prod -r eu-west-1 | elastatus jmespath -u 'Reservations[0].OwnerId'",
    ]

    static func run(_ arguments: Arguments) async throws(CommandFailure) -> ExitCode {
        let functions: FunctionTable = arguments.has("standard") ? .standard : .kinds
        if arguments.has("lines") {
            guard arguments.operands.isEmpty else {
                throw CommandFailure(.usage, "--lines takes its expressions from standard input")
            }
            return try await answerLines(functions)
        }
        guard arguments.operands.count == 1 else {
            throw CommandFailure(
                .usage, "jmespath takes one expression, for example: elastatus jmespath 'DBInstances[].Engine'")
        }
        let source = arguments.operands[0]
        // A wrong expression is said before anybody waits for a document.
        let expression: JMESPath.Expression
        do throws(ExpressionError) {
            expression = try JMESPath.Expression(source, functions: functions)
        } catch {
            throw failure(error, in: source)
        }
        let bytes = try await StandardInput.bytes()
        let document: Value
        do throws(DocumentError) {
            document = try Value(json: bytes)
        } catch {
            throw CommandFailure(.failed, "standard input is no JSON: \(error)")
        }
        let result: Value
        do throws(ExpressionError) {
            result = try expression.evaluate(document)
        } catch {
            throw failure(error, in: source)
        }
        if arguments.has("unquoted"), let text = result.string {
            Terminal.write(text + "\n")
        } else {
            Terminal.write(result.json(indentation: 4) + [10])
        }
        return .ok
    }

    private static func failure(_ error: ExpressionError, in source: String) -> CommandFailure {
        CommandFailure(.failed, ExpressionFault(error, in: source).text)
    }

    /// Answers each line by a line: `{"result"}`, or `{"error": {"class", "message", "offset"}}`.
    private static func answerLines(_ functions: FunctionTable) async throws(CommandFailure) -> ExitCode {
        let bytes = try await StandardInput.bytes()
        var answers: [UInt8] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let question = try? Value(json: Array(line)), let source = question["expression"]?.string else {
                throw CommandFailure(.failed, "line \(number + 1): expected {\"expression\", \"document\"}")
            }
            do throws(ExpressionError) {
                let expression = try JMESPath.Expression(source, functions: functions)
                let result = try expression.evaluate(question["document"] ?? .null)
                answers += Value.object(["result": result]).json()
            } catch {
                let fault = ExpressionFault(error, in: source)
                var said: Object = ["class": .string(fault.name), "message": .string(error.message)]
                said["offset"] = fault.offset.map { .integer($0) }
                answers += Value.object(["error": .object(said)]).json()
            }
            answers.append(10)
        }
        Terminal.write(answers)
        return .ok
    }
}
