import Document
import Inventory
import JMESPath
import JMESPath

extension KindReader {
    /// What the kind asks besides its list, in the order written.
    mutating func attachments(_ fields: Fields, service: String?, taken: [String] = []) -> [Kind.Attachment] {
        var attachments: [Kind.Attachment] = []
        for section in fields.entries {
            guard let key = section.key.scalar, ["each", "batch", "join"].contains(key),
                let members = Fields(section.value, of: key, problems: &problems)
            else { continue }
            for entry in members.entries {
                guard let name = attachmentName(entry.key, taken: taken + attachments.map(\.name)) else { continue }
                let source: Kind.Attachment.Source? =
                    switch key {
                    case "each": each(entry.value, service: service)
                    case "batch": batch(entry.value, service: service)
                    default: join(entry.value, service: service)
                    }
                if let source { attachments.append(Kind.Attachment(name: name, source: source)) }
            }
        }
        return attachments
    }

    /// The list whose elements are the rows, and what is asked about each of them.
    mutating func rows(
        _ node: YAMLNode?, service: String?, taken: [String]
    ) -> (path: JMESPath.Expression?, attachments: [Kind.Attachment]) {
        guard let node else { return (nil, []) }
        guard node.scalar == nil else { return (problems.expression(node, "rows"), []) }
        let known = ["in", "each", "batch", "join"]
        guard let fields = Fields(node, of: "rows", known: known, required: ["in"], problems: &problems) else {
            return (nil, [])
        }
        let attachments = self.attachments(fields, service: service, taken: taken)
        for attachment in attachments {
            guard case .joinKind = attachment.source else { continue }
            problems.add(
                .wrongType, at: fields["join"] ?? node,
                "\(quoted(attachment.name)) joins a kind: that stands under the join of the kind itself")
        }
        return (problems.expression(fields["in"], "in"), attachments)
    }

    private mutating func attachmentName(_ node: YAMLNode, taken: [String]) -> String? {
        guard let name = node.scalar else { return nil }
        let isReserved = ["parent", "place"].contains(name)
        guard Word.isSnake(name), !isReserved else {
            problems.add(
                .badName, at: node, "a call is named by a word in snake_case other than parent and place",
                suggestion: isReserved ? nil : Word.correction(of: name, separator: "_"))
            return nil
        }
        guard !taken.contains(name) else {
            problems.add(.nameTaken, at: node, "two calls are named \(quoted(name))")
            return nil
        }
        return name
    }

    private mutating func each(_ node: YAMLNode, service: String?) -> Kind.Attachment.Source? {
        guard
            let fields = Fields(
                node, of: "each", known: ["call", "input", "when", "every"], required: ["call", "input"],
                problems: &problems)
        else { return nil }
        let call = call(fields, service: service) { reader, node in reader.inputs(node, "input") }
        let condition = problems.expression(fields["when"], "when")
        let every = problems.interval(fields["every"], "every")
        guard let call else { return nil }
        return .each(call: call, when: condition, every: every)
    }

    private mutating func batch(_ node: YAMLNode, service: String?) -> Kind.Attachment.Source? {
        let keys = ["call", "by", "input", "items", "key", "on"]
        guard let fields = Fields(node, of: "batch", known: keys, required: keys, problems: &problems) else {
            return nil
        }
        let call = call(fields, service: service) { reader, node in reader.inputs(node, "input") }
        let size = problems.number(fields["by"], "by", in: Defaults.batchSize)
        let items = problems.expression(fields["items"], "items")
        let key = problems.expression(fields["key"], "key")
        let on = problems.expression(fields["on"], "on")
        guard let call, let size, let items, let key, let on else { return nil }
        let members = call.input.filter { $0.source == .expression(on) }
        guard let member = members.first, members.count == 1 else {
            problems.add(
                .wrongType, at: fields["input"] ?? node,
                "exactly one input of a batch is the path \(quoted(on.source)) that stands under on")
            return nil
        }
        let rest = Kind.Call(
            service: call.service, operation: call.operation, input: call.input.filter { $0.name != member.name })
        return .batch(call: rest, listMember: member.name, size: size, items: items, key: key, on: on)
    }

    private mutating func join(_ node: YAMLNode, service: String?) -> Kind.Attachment.Source? {
        let known = ["kind", "call", "input", "items", "key", "on", "many"]
        guard let fields = Fields(node, of: "join", known: known, required: ["key", "on"], problems: &problems) else {
            return nil
        }
        let key = problems.expression(fields["key"], "key")
        let on = problems.expression(fields["on"], "on")
        let many = problems.flag(fields["many"], "many")
        guard (fields["kind"] == nil) != (fields["call"] == nil) else {
            problems.add(.missingKey, at: node, "a join names either a kind or a call")
            return nil
        }
        if let kind = fields["kind"] {
            for word in ["input", "items"] where fields[word] != nil {
                problems.add(
                    .unknownKey, at: fields[word] ?? node, "a join with a kind makes no call and has no \(word)")
            }
            guard let name = problems.text(kind, "kind"), let key, let on else { return nil }
            return .joinKind(kind: name, key: key, on: on, many: many)
        }
        guard let path = fields["items"] else {
            problems.add(.missingKey, at: node, "a join with a call has no items")
            return nil
        }
        let items = problems.expression(path, "items")
        let call = call(fields, service: service) { reader, node in reader.literals(node, "input") }
        guard let call, let items, let key, let on else { return nil }
        return .join(call: call, items: items, key: key, on: on, many: many)
    }

    private mutating func call(
        _ fields: Fields, service: String?,
        inputs: (inout KindReader, YAMLNode) -> [Kind.InputMember]
    ) -> Kind.Call? {
        let input = fields["input"].map { inputs(&self, $0) } ?? []
        guard let node = fields["call"], let names = operation(node, "call", service: service) else { return nil }
        return Kind.Call(service: names.service, operation: names.operation, input: input)
    }
}
