package import Document

extension Resource {
    /// The value of a column that every kind has, as JSON and sorting see it.
    ///
    /// - Shape: times ISO 8601 (`age` is the time of creation), `endpoint` the first address, `endpoints` a list of `{role, host, port, scheme}`, `tags` an object.
    package func value(of builtin: Builtin) -> Value {
        switch builtin {
        case .kind: .string(key.kind)
        case .account: .string(key.account)
        case .region: .string(key.region)
        case .name: .string(name)
        case .id: .string(key.id)
        case .arn: Self.text(arn)
        case .state: Self.text(state)
        case .endpoint: Self.text(endpoints.first?.address)
        case .endpoints: .array(endpoints.map { .object($0.object) })
        case .created_at, .age: Self.text(createdAt.map(Timestamp.text))
        case .env: Self.text(environment)
        case .stack: Self.text(stack)
        case .tags: .object(Object(tags.map { ($0.key, .string($0.value)) }))
        }
    }

    private static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .null }

    /// Whether any text that people see of this row matches, the probe's columns among them.
    ///
    /// - Shape: addresses count besides hosts where the pattern could reach into a port: building them costs.
    func anyText(_ probe: inout TextProbe) -> Bool {
        if case .packed(let block, let place) = storage { return block.anyText(at: place, &probe) }
        return anyText(of: probe)
    }

    /// The same, for a row that is not packed.
    func anyText(of probe: TextProbe) -> Bool {
        let matcher = probe.matcher
        let columns = probe.columns
        let key = key
        if probe.matchesKey(of: key.cell) || matcher.matches(name) || matcher.matches(key.id) { return true }
        if [arn, state, environment, stack].contains(where: { $0.map { matcher.matches($0) } ?? false }) {
            return true
        }
        if columns.hasCreation, let createdAt, matcher.matches(Timestamp.text(createdAt)) { return true }
        if endpoints.contains(where: {
            matcher.matches($0.host) || matcher.spansPorts && matcher.matches($0.address)
        }) {
            return true
        }
        if tags.contains(where: { matcher.matches($0.key) || matcher.matches($0.value) }) { return true }
        return self.columns.enumerated().contains { index, value in
            guard columns.sight(of: index) != .none else { return false }
            if value.anyLeaf({ $0.leafText.map { matcher.matches($0) } ?? false }) { return true }
            return columns.shown(value, in: index).map { matcher.matches($0) } ?? false
        }
    }

    /// The hosts and column texts that are addresses or networks.
    var addressTexts: [String] {
        var texts = endpoints.map(\.host)
        for value in columns {
            _ = value.anyLeaf { leaf in
                if case .string(let text) = leaf { texts.append(text) }
                return false
            }
        }
        return texts.filter { $0.mayBeAddress && IPNetwork($0) != nil }
    }
}

extension String {
    /// Whether it is short and of the characters of addresses and networks: a cheap look before reading it as one.
    fileprivate var mayBeAddress: Bool {
        guard (2...49).contains(utf8.count) else { return false }
        var hasMark = false
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: ":"): hasMark = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "/"):
                break
            default: return false
            }
        }
        return hasMark
    }
}

extension Endpoint {
    /// The endpoint as JSON.
    package var object: Object {
        [
            "role": .string(role), "host": .string(host), "port": port.map { .integer($0) } ?? .null,
            "scheme": scheme.map { .string($0) } ?? .null,
        ]
    }
}
