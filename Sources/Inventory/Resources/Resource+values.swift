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

    /// Whether `predicate` holds for any text that people see of this row, the columns at `columns` among them.
    ///
    /// - Shape: `withPorts` says whether addresses count besides hosts: building them costs, and only a text with a colon needs it.
    func anyText(columns: [Int], withPorts: Bool, _ predicate: (String) -> Bool) -> Bool {
        let key = key
        if predicate(name) || predicate(key.id) || predicate(key.account) || predicate(key.region) { return true }
        if let arn, predicate(arn) { return true }
        if let state, predicate(state) { return true }
        if let environment, predicate(environment) { return true }
        if let stack, predicate(stack) { return true }
        if endpoints.contains(where: { predicate($0.host) || withPorts && predicate($0.address) }) { return true }
        if tags.contains(where: { predicate($0.key) || predicate($0.value) }) { return true }
        let values = self.columns
        return columns.contains { index in
            values.indices.contains(index) && values[index].anyLeaf { $0.leafText.map(predicate) ?? false }
        }
    }

    /// The same, for many rows of a cell.
    ///
    /// - Parameters:
    ///   - columns: The places of the columns.
    ///   - isVisible: The same columns, marked.
    ///   - probe: What is looked for, and what is known from the rows before.
    /// - Returns: Whether one of the texts matches.
    func anyText(columns: [Int], isVisible: [Bool], _ probe: inout TextProbe) -> Bool {
        if case .packed(let block, let place) = storage {
            return block.anyText(at: place, isVisible: isVisible, &probe)
        }
        let matcher = probe.matcher
        return anyText(columns: columns, withPorts: matcher.spansPorts) { matcher.matches($0) }
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
