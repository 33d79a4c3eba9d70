import Document
import HTTPTransport

extension ModelStore: APIModeling {
    /// The operation called `name`, with both of its translations.
    ///
    /// - Throws: `APIError` (`refused`), also for operations that may not be read.
    package func operation(_ name: OperationName) throws(APIError) -> any APIOperation {
        do throws(ModelError) {
            let model = try model(of: name.service)
            return ModelledOperation(
                model: model, operation: try operation(named: name), iamAction: iamAction(for: name), reading: reading,
                rules: rules)
        } catch {
            throw APIError(.refused, error.message)
        }
    }

    /// What decides the host names of `service`.
    ///
    /// - Throws: `APIError` (`refused`).
    package func endpointFacts(of service: String) throws(APIError) -> EndpointFacts {
        do throws(ModelError) {
            return try model(of: service).endpointFacts(endpointRules(of: service))
        } catch {
            throw APIError(.refused, error.message)
        }
    }
}

/// One operation as its service's model describes it.
struct ModelledOperation: APIOperation {
    let model: ServiceModel
    let operation: Operation
    let iamAction: String
    let reading: AnswerReading
    let rules: ReadingRules

    var isReadable: Bool { operation.isReadable }
    var isGrantable: Bool { operation.use == .granted }
    var signingName: String { model.signingName }

    func isReadable(at names: [String]) -> Bool {
        operation.isReadable && rules.reason(refusing: operation.name, on: names) == nil
    }

    var pagination: Pagination? { operation.pagination }

    func endpointParameters(_ input: Object) -> [String: Value] { operation.endpointParameters(input) }

    func request(_ input: Object) throws(APIError) -> WireRequest { try model.request(operation, input: input) }

    func understand(_ response: HTTPResponse) throws(APIError) -> WireAnswer<Value> {
        try model.answer(to: operation, response, reading: reading)
    }
}
