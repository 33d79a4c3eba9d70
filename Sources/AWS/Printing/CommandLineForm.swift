package import Document

/// Makes of answers what the AWS command line prints for them.
///
/// - Source: AWS CLI version 2 as it comes, with `TZ=UTC`; botocore `paginate.py` (`build_full_result`) and `handlers.py` (`json_decode_policies`, `json_decode_template_body`).
/// - Shape: members in the model's order, those in the head of the message first; times as `2026-11-20T13:37:00+00:00`, blobs in base64.
/// - Cost: one walk over the answer.
package struct CommandLineForm: Sendable {
    private let operation: Operation
    private let documents: Set<String>
    private let isPercentEncoded: Bool

    package init(_ operation: Operation, of model: ServiceModel) {
        self.operation = operation
        isPercentEncoded = model.serviceID == "IAM"
        // Policies and templates are documents in a text: people want the document.
        documents =
            switch (model.serviceID, operation.name.operation) {
            case ("IAM", _): ["PolicyDocument", "AssumeRolePolicyDocument", "Document"]
            case ("CloudFormation", "GetTemplate"): ["TemplateBody"]
            default: []
            }
    }

    /// One answer, page tokens included.
    package func page(_ output: Value) -> Value {
        guard let shape = operation.output else { return output }
        guard case .object(let object) = output else { return value(shape.index, output, shape.table) }
        return .object(structure(shape.index, object, shape.table, isWhole: true))
    }

    /// All pages of a call, joined: what its paginator joins, then what it says belongs to the whole, and nothing else.
    ///
    /// Where the command line knows no pages it prints all members of one; here these are those of the whole.
    package func whole(_ output: Value) -> Value {
        let page = page(output)
        guard let pagination = operation.pagination, !pagination.isDerived else { return page }
        var whole = Value.object([:])
        for path in pagination.resultKeys {
            if let found = path.value(in: page) { path.set(found, in: &whole) }
        }
        for path in pagination.wholeKeys { path.set(path.value(in: page) ?? .null, in: &whole) }
        return whole
    }

    private func value(_ shape: Int, _ value: Value, _ table: ShapeTable) -> Value {
        switch (table.nodes[shape].kind, value) {
        case (.structure, .object(let object)): return .object(structure(shape, object, table))
        case (.list, .array(let elements)):
            guard let place = table.nodes[shape].element else { return value }
            return .array(elements.map { self.value(place.target, $0, table) })
        case (.map, .object(let object)):
            guard let place = table.nodes[shape].element else { return value }
            return .object(Object(object.map { ($0.key, self.value(place.target, $0.value, table)) }))
        case (.timestamp, .string(let text)): return .string(WireTime.withOffset(text))
        default: return value
        }
    }

    private func structure(_ shape: Int, _ object: Object, _ table: ShapeTable, isWhole: Bool = false) -> Object {
        let members = table.nodes[shape].members
        let head: Set<Int> = isWhole ? Set(table.nodes[shape].located.map { Int($0) }) : []
        var ordered = Object(minimumCapacity: object.count)
        for position in head.sorted() + members.indices.filter({ !head.contains($0) }) {
            let place = members[position]
            guard let found = object[place.name] else { continue }
            let made = value(place.target, found, table)
            ordered.appendUnchecked(place.name, documents.contains(place.name) ? document(made) : made)
        }
        for member in object where ordered[member.key] == nil { ordered.appendUnchecked(member.key, member.value) }
        return ordered
    }

    /// The JSON document in a text; the text itself when it holds none.
    private func document(_ value: Value) -> Value {
        guard let text = value.string else { return value }
        // IAM alone sends its documents percent-encoded: `%7B` in a template is the template's own.
        let bytes = isPercentEncoded ? URIEncoding.decode(text) : Array(text.utf8)
        return (try? Value(json: bytes)) ?? value
    }
}

extension WireTime {
    /// A time as this program writes it, as the command line writes it; anything else as it is.
    fileprivate static func withOffset(_ text: String) -> String {
        guard text.hasSuffix("Z"), let time = WireTime(text), time.iso8601 == text else { return text }
        let fraction = time.microseconds != 0 && time.microseconds % 1_000 == 0 ? "000" : ""
        return "\(text.dropLast())\(fraction)+00:00"
    }
}
