package import Document
package import HTTPTransport

/// Whoever knows the services: the models on disk, or a test's own.
package protocol APIModeling: Sendable {
    /// The operation called `name`.
    ///
    /// - Throws: `APIError` (`refused`) when there is no such service or operation, or its facts cannot be read.
    func operation(_ name: OperationName) throws(APIError) -> any APIOperation
    /// What decides the host names of `service`.
    ///
    /// - Throws: `APIError` (`refused`) when there is no such service, or its rules cannot be read.
    func endpointFacts(of service: String) throws(APIError) -> EndpointFacts
}

/// One operation: what the client needs to know of it, and its two translations.
package protocol APIOperation: Sendable {
    /// Whether it may be signed for a kind: it reads, and gives out neither secrets nor stored data.
    var isReadable: Bool { get }
    /// Whether it may be signed where its service turns out to be called `names` on the wire.
    func isReadable(at names: [String]) -> Bool
    /// Whether it may be signed for a `ReadingGrant`: it reads, but gives out stored data.
    var isGrantable: Bool { get }
    /// The service's word in the credential scope.
    var signingName: String { get }
    /// What a policy must allow (`rds:DescribeDBInstances`).
    var iamAction: String { get }
    /// Nil when the answer has one page.
    var pagination: Pagination? { get }
    /// What `input` and the operation itself tell the service's endpoint rules, by parameter.
    func endpointParameters(_ input: Object) -> [String: Value]
    /// Serializes an input.
    ///
    /// - Throws: `APIError` (`refused`) when members are missing or have the wrong type.
    func request(_ input: Object) throws(APIError) -> WireRequest
    /// Parses a response.
    ///
    /// - Throws: `APIError` (`badResponse`) for what is not an answer of this operation.
    func understand(_ response: HTTPResponse) throws(APIError) -> WireAnswer<Value>
}

extension APIOperation {
    /// For operations whose service cannot be another than it says.
    package func isReadable(at names: [String]) -> Bool { isReadable }
    /// For operations that nothing is granted for.
    package var isGrantable: Bool { false }
}
