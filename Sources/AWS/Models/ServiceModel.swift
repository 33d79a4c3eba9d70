/// What the wire needs to know about one service.
///
/// - Source: `models/<service>.json`, or the same words as botocore's `service-2.json`.
package struct ServiceModel: Sendable {
    /// As the file is called (`elbv2`).
    package let name: String
    package internal(set) var wireProtocol: WireProtocol
    /// `2014-10-31`.
    package let apiVersion: String
    /// The service's word in host names (`monitoring`).
    package let endpointPrefix: String
    /// The service's word in signatures (`elasticloadbalancing`).
    package let signingName: String
    /// `Elastic Load Balancing v2`: environment variables spell it in capitals with underscores.
    package let serviceID: String
    /// Before the operation in the `X-Amz-Target` header of JSON requests.
    package let targetPrefix: String?
    /// `1.0` or `1.1`.
    package let jsonVersion: String?
    package let xmlNamespace: String?
    /// Whether it spoke the query protocol before, and still names errors in its words on request.
    package let isQueryCompatible: Bool
    /// Headers without which it answers in another form.
    package let headers: [(name: String, value: String)]
    /// The partitions that have the service, if it is one without regions; empty for all others.
    package let globalIn: Set<String>
    /// By name.
    package let operations: [String: Operation]
}
