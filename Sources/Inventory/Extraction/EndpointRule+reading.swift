import Document
import JMESPath

extension Kind.EndpointRule {
    /// The endpoints this rule finds in `row`: none where there is no host.
    ///
    /// - Shape: a port outside 1 to 65535 is left out; a host is trimmed of its trailing dot.
    func endpoints(of row: Value) -> [Endpoint] {
        guard let each else { return [endpoint(of: row)].compactMap(\.self) }
        guard case .array(let elements) = value(each, of: row) else { return [] }
        return elements.compactMap { endpoint(of: $0.asContext(parent: row)) }
    }

    private func endpoint(of context: Value) -> Endpoint? {
        guard let host = text(self.host, of: context) else { return nil }
        return Endpoint(
            role: text(role, of: context) ?? "public",
            host: host.hasSuffix(".") ? String(host.dropLast()) : host,
            port: port.flatMap { Form.integer.coerce(value($0, of: context), unit: nil).integer }
                .flatMap { (1...65535).contains($0) ? $0 : nil },
            scheme: scheme.flatMap { text($0, of: context) }
        )
    }
}

extension Value {
    /// What expressions over an element see: its members, or the scalar as `value`, and the row as `_parent`.
    func asContext(parent: Value) -> Value {
        var context = object ?? ["value": self]
        context["_parent"] = parent
        return .object(context)
    }
}
