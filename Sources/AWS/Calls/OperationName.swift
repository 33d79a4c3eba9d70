/// One operation of one service, by the names that the service models use (`rds:DescribeDBInstances`).
package struct OperationName: Sendable, Hashable, CustomStringConvertible {
    /// The service as `models/<service>.json` names it (`rds`, `elbv2`).
    package let service: String
    /// The operation as the API names it (`DescribeDBInstances`).
    package let operation: String

    package init(service: String, operation: String) {
        self.service = service
        self.operation = operation
    }

    package var description: String { "\(service):\(operation)" }
}
