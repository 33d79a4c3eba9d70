import Document
import Inventory
import JMESPath

extension KindCheck {
    /// What is known of the operation; nil, with a problem, when a kind cannot use it.
    mutating func facts(of call: Kind.Call, at path: [String]) -> OperationFacts? {
        do throws(OperationFault) {
            return try operations.facts(of: call.operation, service: call.service)
        } catch {
            switch error {
            case .unknownService(let known):
                report(
                    .unknownService, at: path,
                    "there is no model of the service \(quoted(call.service)); tools/import-models makes one",
                    word: call.service, known: known)
            case .unusableModel(let reason):
                report(.unknownService, at: path, "the model of \(quoted(call.service)) cannot be used: \(reason)")
            case .unknownOperation(let known):
                report(
                    .unknownOperation, at: path, "\(call.service) has no read operation \(quoted(call.operation))",
                    word: call.operation, known: known)
            case .refused(let reason):
                report(.refusedOperation, at: path, "\(call.service):\(call.operation) is never called: \(reason)")
            }
            return nil
        }
    }

    /// Checks that the input has the members that are given, and is given those it needs.
    mutating func checkInput(
        _ call: Kind.Call, _ facts: OperationFacts?, at path: [String], row: Outline, also given: [String] = []
    ) {
        guard let facts else { return }
        for member in call.input {
            let place = path + [member.name]
            guard let wanted = facts.input[member.name] else {
                report(
                    .unknownInput, at: place, "\(call.operation) takes no \(quoted(member.name))",
                    word: member.name, known: facts.input.keys.sorted())
                continue
            }
            let outline: Outline?
            switch member.source {
            case .literal(let value): outline = Outline(of: value)
            case .expression(let expression): outline = check(expression, over: row, at: place)
            }
            if let found = outline?.classes, let classes = wanted.classes, !found.isEmpty,
                found.isDisjoint(with: classes)
            {
                report(
                    .wrongShape, at: place,
                    "\(quoted(member.name)) of \(call.operation) is \(wanted.text), not \(outline?.text ?? "")")
            }
        }
        let names = Set(call.input.map(\.name)).union(given)
        for required in facts.requiredInputs where !names.contains(required) {
            report(.missingInput, at: path, "\(call.operation) needs \(quoted(required)) in its input")
        }
    }

    /// Checks an attachment's call and gives what appears as `_name`; nil for the rows of another kind.
    mutating func outline(
        of attachment: Kind.Attachment, over item: Outline, under section: [String] = []
    ) -> Outline? {
        switch attachment.source {
        case .joinKind: return nil
        case .each(let call, let condition, let every):
            let place = section + ["each", attachment.name]
            let facts = facts(of: call, at: place + ["call"])
            checkInput(call, facts, at: place + ["input"], row: item)
            if let condition { check(condition, over: item, at: place + ["when"]) }
            if let every, every < kind.every {
                report(
                    .badDuration, at: place + ["every"],
                    "a call per row is not made more often than the list, which is read every \(kind.every.components.seconds)s"
                )
            }
            return facts?.output ?? .unknown
        case .batch(let call, let member, _, let items, let key, let on):
            let place = section + ["batch", attachment.name]
            let facts = facts(of: call, at: place + ["call"])
            checkInput(call, facts, at: place + ["input"], row: item, also: [member])
            checkList(member, of: call, facts, at: place + ["input"])
            return matched(facts, items, key, on, item, at: place)
        case .join(let call, let items, let key, let on, let many):
            let place = section + ["join", attachment.name]
            let facts = facts(of: call, at: place + ["call"])
            checkInput(call, facts, at: place + ["input"], row: .nothing)
            let element = matched(facts, items, key, on, item, at: place)
            return many ? .list(element) : element
        }
    }

    private mutating func checkList(
        _ member: String, of call: Kind.Call, _ facts: OperationFacts?, at path: [String]
    ) {
        guard let facts else { return }
        guard let wanted = facts.input[member] else {
            report(
                .unknownInput, at: path + [member], "\(call.operation) takes no \(quoted(member))", word: member,
                known: facts.input.keys.sorted())
            return
        }
        if wanted.element == nil {
            report(.wrongShape, at: path + [member], "\(quoted(member)) of \(call.operation) takes no list")
        }
    }

    private mutating func matched(
        _ facts: OperationFacts?, _ items: JMESPath.Expression, _ key: JMESPath.Expression,
        _ on: JMESPath.Expression, _ item: Outline, at path: [String]
    ) -> Outline {
        let element = element(items, over: facts?.output ?? .unknown, at: path + ["items"]).asItem
        check(key, over: element, at: path + ["key"])
        check(on, over: item, at: path + ["on"])
        return element
    }
}
