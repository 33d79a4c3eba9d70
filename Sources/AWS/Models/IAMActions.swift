package import Document

/// The IAM actions that operations need.
///
/// - Source: `models/iam-actions.yaml`, which names where each entry was read.
package struct IAMActions: Sendable {
    private var prefixes: [String: String] = [:]
    private var every: [String: String] = [:]
    private var actions: [OperationName: String] = [:]

    /// Reads the content of the file.
    ///
    /// - Throws: `ModelError` (`malformed`) with the line.
    package init(_ document: YAMLNode, file: String) throws(ModelError) {
        func malformed(_ node: YAMLNode, _ message: String) -> ModelError {
            ModelError(.malformed, file: file, "line \(node.line): \(message)")
        }
        guard case .mapping(let services) = document.content else { throw malformed(document, "expected services") }
        for (key, body) in services {
            guard let service = key.value.string, case .mapping(let entries) = body.content else {
                throw malformed(key, "expected a service with its entries")
            }
            var hasSource = false
            for (entry, value) in entries {
                switch (entry.value.string, value.value) {
                case ("source", .string): hasSource = true
                case ("prefix", .string(let prefix)): prefixes[service] = prefix
                case ("every", .string(let action)): every[service] = action
                case ("actions", .object(let named)):
                    for member in named {
                        guard let action = member.value.string, action.contains(":") else {
                            throw malformed(value, "the action of \(member.key) is not `service:Action`")
                        }
                        actions[OperationName(service: service, operation: member.key)] = action
                    }
                default: throw malformed(entry, "expected source, prefix, every or actions")
                }
            }
            guard hasSource else { throw malformed(key, "\(service) names no source") }
        }
    }

    /// The action that a policy must allow for `operation` (`elasticloadbalancing:DescribeLoadBalancers`).
    package func action(for operation: OperationName) -> String {
        actions[operation] ?? every[operation.service]
            ?? "\(prefixes[operation.service] ?? operation.service):\(operation.operation)"
    }
}
