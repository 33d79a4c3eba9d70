import Document
import Inventory
import JMESPath

extension KindReader {
    /// One place to connect to, or one per element of `in`.
    mutating func endpoint(_ node: YAMLNode) -> Kind.EndpointRule? {
        guard
            let fields = Fields(
                node, of: "an endpoint", known: ["in", "role", "host", "port", "scheme"], required: ["role", "host"],
                problems: &problems)
        else { return nil }
        let each = problems.expression(fields["in"], "in")
        let role = problems.expression(fields["role"], "role")
        let host = problems.expression(fields["host"], "host")
        let port = problems.expression(fields["port"], "port")
        let scheme = problems.expression(fields["scheme"], "scheme")
        guard let role, let host else { return nil }
        return Kind.EndpointRule(each: each, role: role, host: host, port: port, scheme: scheme)
    }
}

extension Kind.EndpointRule {
    /// Every expression of the rule.
    var expressions: [JMESPath.Expression] { [each, role, host, port, scheme].compactMap(\.self) }
}
