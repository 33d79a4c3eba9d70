import AWS
import Document
import FoundationEssentials
import Inventory
import JMESPath

extension FetchSession {
    /// Adds one attachment to every item, as `_name`.
    ///
    /// - Parameters:
    ///   - attachment: What is added.
    ///   - joined: The answer to a join's call.
    ///   - end: Until when details are asked for.
    ///   - items: What it is added to.
    /// - Throws: `APIError` when the list that the rows come from cannot be read.
    mutating func attach(
        _ attachment: Kind.Attachment, _ joined: Result<Value, APIError>?, until end: ContinuousClock.Instant,
        to items: inout [Item]
    ) async throws(APIError) {
        let member = "_" + attachment.name
        switch attachment.source {
        case .joinKind: return
        case .each(let call, let condition, let every):
            try await attachEach(attachment.name, call, when: condition, every: every, until: end, to: &items)
        case .batch(let call, let listMember, let size, let path, let key, let on):
            try await attachBatch(
                member, call, listMember: listMember, size: size, matching: (path, key, on), to: &items)
        case .join(let call, let path, let key, let on, let many):
            do throws(APIError) {
                guard let joined else { return }
                let index = Self.index(try Self.listed(path, of: try joined.get()), by: key)
                for position in items.indices {
                    items[position].note(member, matchedBy: on)
                    let found = keys(on, of: .object(items[position].document)).flatMap { index[$0] ?? [] }
                    items[position].document[member] = many ? .array(found) : found.first ?? .null
                }
            } catch {
                if feedsRows(member) { throw error }
                fail(call, error, member, in: &items, items.indices)
            }
        }
    }

    /// The lists beside the list, by their attachments' names, read at once: none needs to know the items.
    mutating func joinedLists(of attachments: [Kind.Attachment]) async -> [String: Result<Value, APIError>] {
        let answers = await withTaskGroup(of: Joined.self) { group in
            for attachment in attachments {
                guard case .join(let call, _, _, _, _) = attachment.source else { continue }
                let made = apiCall(call, input: call.filled(from: .null))
                group.addTask { [calls, deadline, limits, lastEnd] in
                    do throws(APIError) {
                        let answer = try await calls.call(
                            made, again: limits.throttledAgain, before: deadline, newerThan: lastEnd)
                        return Joined(name: attachment.name, answer: .success(answer))
                    } catch {
                        return Joined(name: attachment.name, answer: .failure(error))
                    }
                }
            }
            return await group.reduce(into: [Joined]()) { $0.append($1) }
        }
        for case .success(let answer) in answers.map(\.answer) where answer.isNew {
            requests += answer.result.requests
        }
        return Dictionary(
            answers.map { ($0.name, $0.answer.map(\.result.output)) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func attachBatch(
        _ member: String, _ call: Kind.Call, listMember: String, size: Int,
        matching match: (items: JMESPath.Expression, key: JMESPath.Expression, on: JMESPath.Expression),
        to items: inout [Item]
    ) async throws(APIError) {
        for chunk in chunks(of: items, by: size, call) {
            var asked: [Value] = []
            for position in chunk {
                items[position].note(member, matchedBy: match.on)
                asked += keys(match.on, of: .object(items[position].document))
            }
            guard let first = chunk.first, !asked.isEmpty else { continue }
            var input = call.filled(from: .object(items[first].document))
            input[listMember] = .array(asked)
            do throws(APIError) {
                let answer = try await calls.call(
                    apiCall(call, input: input), again: limits.throttledAgain, before: deadline, newerThan: lastEnd)
                if answer.isNew { requests += answer.result.requests }
                let output = answer.result.output
                let index = Self.index(try Self.listed(match.items, of: output), by: match.key)
                for position in chunk {
                    let found = keys(match.on, of: .object(items[position].document)).flatMap { index[$0] ?? [] }
                    items[position].document[member] = found.first ?? .null
                }
            } catch {
                if feedsRows(member) { throw error }
                fail(call, error, member, in: &items, chunk)
            }
        }
    }

    /// The positions of items that one call asks for: at most `size`, whose inputs agree.
    private func chunks(of items: [Item], by size: Int, _ call: Kind.Call) -> [[Int]] {
        var groups: [[Int]] = []
        var places: [Object: Int] = [:]
        for position in items.indices {
            let input = call.filled(from: .object(items[position].document))
            if let place = places[input] {
                groups[place].append(position)
            } else {
                places[input] = groups.count
                groups.append([position])
            }
        }
        return groups.flatMap { group in
            stride(from: 0, to: group.count, by: max(size, 1)).map {
                Array(group[$0..<min($0 + max(size, 1), group.count)])
            }
        }
    }

    /// A list beside the list failed: its columns are null, the rows and the cell say so.
    private mutating func fail(
        _ call: Kind.Call, _ error: APIError, _ member: String, in items: inout [Item],
        _ positions: some Collection<Int>
    ) {
        requests += 1
        lastFailure = error
        for position in positions {
            items[position].document[member] = .null
            items[position].failed.append(member)
            items[position].problems.append(RowProblem(call: call.operation, code: CellError.Code(error.code)))
        }
        if !positions.isEmpty { remember(error, "\(call.operation) failed, what it tells is missing.") }
    }

    /// Lets the cell say what is not known of it; the first failure is the one that is told.
    mutating func remember(_ error: APIError, _ consequence: String) {
        guard remark == nil else { return }
        let known = CellError(error, since: wall(now()))
        remark = CellError(
            code: known.code, message: "\(consequence) \(known.message)",
            action: known.action, deniedBy: known.deniedBy, requestID: known.requestID, since: known.since)
    }

    /// The same for what nobody answered with an error.
    mutating func remember(_ code: CellError.Code, _ message: String) {
        remark = remark ?? CellError(code: code, message: message, since: wall(now()))
    }

    /// Whether the rows come out of the attachment called `member`.
    func feedsRows(_ member: String) -> Bool { order.kind.rows?.names(member) == true }

    private static func index(_ elements: [Object], by key: JMESPath.Expression) -> [Value: [Value]] {
        elements.reduce(into: [:]) { index, element in
            let document = Value.object(element)
            for key in keys(key, of: document) { index[key, default: []].append(document) }
        }
    }
}

/// What came back for one join.
private struct Joined: Sendable {
    let name: String
    let answer: Result<(result: APIResult, isNew: Bool), APIError>
}

extension FetchSession.Item {
    /// Notes that `member` is not known, where what it is matched by is not: that is not the same as no match.
    fileprivate mutating func note(_ member: String, matchedBy on: JMESPath.Expression) {
        if failed.contains(where: { on.names($0) }) { failed.append(member) }
    }
}
