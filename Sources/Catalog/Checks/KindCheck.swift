import Document
import Inventory
import JMESPath

/// The check of one kind: calls first, for what they answer is what the paths walk over.
struct KindCheck {
    let declaration: KindDeclaration
    let operations: any OperationKnowing
    var problems: ProblemList

    /// A row as it is when it has been fetched, and what is still missing of its attachments.
    private var fetched: Outline = .unknown

    var kind: Kind { declaration.kind }

    init(_ declaration: KindDeclaration, operations: any OperationKnowing) {
        self.declaration = declaration
        self.operations = operations
        problems = ProblemList(file: declaration.file)
    }

    /// Where a row was read, for endpoints and columns.
    private static let place = Outline.record(
        name: "the place",
        [
            "region": .scalar(.text), "account_id": .scalar(.text), "partition": .scalar(.text),
            "dns_suffix": .scalar(.text),
        ])

    /// Checks the calls and gives the outline of a row, without what other kinds add to it.
    mutating func rowOutline() -> Outline {
        let facts = facts(of: kind.list, at: ["list"])
        checkInput(kind.list, facts, at: ["input"], row: .nothing)
        if facts?.isGlobal == true, !kind.isGlobal {
            report(.badScope, at: ["scope"], "\(kind.list.service) has one endpoint for all regions: scope is global")
        }
        let listed = element(kind.items, over: facts?.output ?? .unknown, at: ["items"]).asItem
        if let fallback = kind.fallback { checkFallback(fallback) }
        var item = listed
        for attachment in kind.attachments {
            guard let outline = outline(of: attachment, over: item) else { continue }
            item = item.adding(["_" + attachment.name: outline])
        }
        if let rows = kind.rows {
            // The item stands in each of its rows without its attachments, or each would hold all of them.
            fetched = element(rows, over: item, at: ["rows", "in"]).asItem.adding(["_parent": listed])
            for attachment in kind.rowAttachments {
                guard let outline = outline(of: attachment, over: fetched, under: ["rows"]) else { continue }
                fetched = fetched.adding(["_" + attachment.name: outline])
            }
        } else {
            fetched = item
        }
        return fetched
    }

    /// Checks everything that is read from a row, with the rows of other kinds that join it.
    mutating func checkRows(joining rows: [String: Outline]) {
        var row = fetched
        // Ids are made before the rows of other kinds are at hand.
        check(kind.id, over: row, at: ["id"], allowing: .text, .number)
        for (index, part) in kind.idDigest.enumerated() { check(part, over: row, at: ["id", "digest", "\(index)"]) }
        for attachment in kind.attachments {
            guard case .joinKind(let other, let key, let on, let many) = attachment.source else { continue }
            let place = ["join", attachment.name]
            guard let joined = rows[other] else {
                report(
                    .unknownKind, at: place + ["kind"], "there is no kind \(quoted(other))", word: other,
                    known: rows.keys.sorted())
                continue
            }
            check(key, over: joined, at: place + ["key"])
            check(on, over: row, at: place + ["on"])
            row = row.adding(["_" + attachment.name: many ? .list(joined) : joined])
        }
        checkFields(over: row)
        row = row.adding(["_place": Self.place])
        checkEndpoints(over: row)
        checkColumns(over: row, kinds: rows.keys.sorted())
        checkUses()
        checkParts(over: fetched, kinds: rows.keys.sorted())
        checkPlaces()
        checkCommands()
    }

    private mutating func checkFields(over row: Outline) {
        if case .expression(let arn) = kind.arn { check(arn, over: row, at: ["arn"], allowing: .text) }
        if let name = kind.displayName { check(name, over: row, at: ["name"], allowing: .text, .number) }
        if let state = kind.state { check(state, over: row, at: ["state"], allowing: .text) }
        if let created = kind.created { check(created, over: row, at: ["created"], allowing: .time, .text, .number) }
        if let tags = kind.tags {
            let outline = check(tags, over: row, at: ["tags"])
            if outline?.classes?.contains(where: { $0 != .list && $0 != .object }) == true {
                problems.add(.wrongShape, at: declaration.node(["tags"]), "tags are a list or an object")
            }
        }
        for (index, path) in kind.volatile.enumerated() { check(path, over: row, at: ["volatile", "\(index)"]) }
    }

    private mutating func checkEndpoints(over row: Outline) {
        for (index, rule) in kind.endpoints.enumerated() {
            let place = ["endpoints", "\(index)"]
            let context =
                rule.each.map { element($0, over: row, at: place + ["in"]).asItem.adding(["_parent": row]) } ?? row
            check(rule.host, over: context, at: place + ["host"], allowing: .text)
            check(rule.role, over: context, at: place + ["role"], allowing: .text)
            if let port = rule.port { check(port, over: context, at: place + ["port"], allowing: .number, .text) }
            if let scheme = rule.scheme { check(scheme, over: context, at: place + ["scheme"], allowing: .text) }
            for role in rule.role.syntax.results where !Endpoint.roles.contains(role) {
                report(
                    .badRole, at: place + ["role"], "there is no role \(quoted(role))", word: role,
                    known: Endpoint.roles)
            }
        }
    }

    private mutating func checkFallback(_ fallback: Kind.Fallback) {
        let sections: [String: [String: Outline]] = [
            "route53": ["account": .scalar(.text), "domain": .scalar(.text), "zone_id": .scalar(.text)]
        ]
        guard let members = sections[fallback.section] else {
            report(
                .unknownMember, at: ["fallback", "section"],
                "the configuration has no section \(quoted(fallback.section)) for this", word: fallback.section,
                known: sections.keys.sorted())
            return
        }
        check(fallback.item, over: .record(name: fallback.section, members), at: ["fallback", "item"])
    }
}

extension Syntax {
    /// The texts that this expression can come out as, where they are written in it.
    fileprivate var results: [String] {
        switch self {
        case .literal(.string(let text)): [text]
        case .or(let left, let right): left.results + right.results
        case .and(_, let right): right.results
        case .pipe(_, let right): right.results
        default: []
        }
    }
}
