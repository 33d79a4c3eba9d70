import AWS
import Document
import HTTPTransport

/// Answers of AWS, understood by the models in the working folder.
///
/// - Shape: the first byte chooses operation and status, the rest is the body.
final class AnswerFuzz {
    nonisolated(unsafe) static let shared = AnswerFuzz()

    /// One of each protocol, with lists, maps, times, blobs and nested structures.
    private static let names = [
        ("ec2", "DescribeInstances"), ("rds", "DescribeDBInstances"), ("cloudformation", "DescribeStacks"),
        ("dynamodb", "DescribeTable"), ("sqs", "GetQueueAttributes"), ("route53", "ListResourceRecordSets"),
        ("s3", "ListBuckets"), ("lambda", "ListFunctions"), ("cloudwatch", "DescribeAlarms"),
        ("resourcegroupstaggingapi", "GetResources"), ("apigateway", "GetRestApis"), ("eks", "DescribeCluster"),
    ]
    private let operations: [any APIOperation]

    private init() {
        do {
            let models = try ModelStore(directories: ["models"])
            operations = try Self.names.map {
                try models.operation(OperationName(service: $0.0, operation: $0.1))
            }
        } catch { broken("the models can be read: \(error)") }
    }

    /// An answer is output, a fault, or refused as no answer; what is output can be written.
    func take(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let operation = operations[Int(first >> 2) % operations.count]
        let status = [200, 200, 400, 503][Int(first & 3)]
        let response = HTTPResponse(status: status, headers: [], body: Array(bytes.dropFirst()))
        guard let answer = try? operation.understand(response) else { return }
        guard case .output(let value, _) = answer else { return }
        if status >= 300 { broken("no failure is an answer") }
        guard value.object != nil else { broken("an answer is an object") }
        guard let again = try? Value(json: value.json()) else { broken("an answer can be written as JSON") }
        _ = again
    }
}
