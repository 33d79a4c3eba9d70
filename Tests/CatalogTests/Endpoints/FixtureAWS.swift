import AWS
import Document
import Foundation
import HTTPTransport
import Synchronization
import Testing

@testable import Catalog

/// AWS as the bodies in demo/fixtures are: each operation answers with one of them, or with nothing.
final class FixtureAWS: APICalling {
    /// `rds:DescribeDBInstances` to the files that answer one after the other, each as a page of one answer.
    private let answers: [String: [String]]
    /// What an operation answers to an input, where no files say so.
    private let outputs: [String: @Sendable (Object) throws(APIError) -> Value]
    private let log = Mutex<[APICall]>([])

    init(
        _ answers: [String: [String]], outputs: [String: @Sendable (Object) throws(APIError) -> Value] = [:]
    ) {
        self.answers = answers
        self.outputs = outputs
    }

    /// The calls that were made.
    var calls: [APICall] { log.withLock { $0 } }

    func call(_ call: APICall) async throws(APIError) -> APIResult {
        log.withLock { $0.append(call) }
        if let output = outputs["\(call.operation)"] { return APIResult(output: try output(call.input)) }
        var merged: Object = [:]
        for file in answers["\(call.operation)"] ?? [] {
            do {
                let output = try Self.output(of: call.operation, in: file)
                for member in output.object ?? [:] {
                    let before = merged[member.key]?.array
                    merged[member.key] =
                        before.flatMap { list in member.value.array.map { .array(list + $0) } }
                        ?? member.value
                }
            } catch {
                throw APIError(.badResponse, "\(call.operation)/\(file): \(error)")
            }
        }
        return APIResult(output: .object(merged))
    }

    /// What the protocol makes of a fixture.
    private static func output(of name: OperationName, in file: String) throws -> Value {
        let folder = Models.root.appending(path: "demo/fixtures/\(name.service)/\(name.operation)")
        let body = try Data(contentsOf: folder.appending(path: file))
        let model = try Models.store.model(of: name.service)
        let operation = try #require(model.operations[name.operation])
        let response = HTTPResponse(status: 200, body: Array(body))
        guard case .output(let output, _) = try model.answer(to: operation, response) else {
            throw APIError(.badResponse, "a fault")
        }
        return output
    }
}
