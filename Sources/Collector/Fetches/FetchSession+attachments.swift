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
    ///   - items: What it is added to.
    /// - Throws: `APIError` when the list that the rows come from cannot be read.
    mutating func attach(
        _ attachment: Kind.Attachment, _ joined: Result<Value, APIError>?, to items: inout [Item]
    ) async throws(APIError) {
        let member = "_" + attachment.name
        switch attachment.source {
        case .joinKind: return
        case .each(let call, let condition, let every):
            try await attachEach(attachment.name, call, when: condition, every: every, to: &items)
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

    private mutating func attachEach(
        _ name: String, _ call: Kind.Call, when condition: JMESPath.Expression?, every: Duration?,
        to items: inout [Item]
    ) async throws(APIError) {
        let member = "_" + name
        let feedsRows = feedsRows(member)
        var wanted: [Asked] = []
        for position in items.indices {
            let row = Value.object(items[position].document)
            items[position].document[member] = .null
            if items[position].failed.contains(where: { call.mentions($0) || condition?.names($0) == true }) {
                // What was to be asked is not known, which is not the same as nothing to ask.
                items[position].failed.append(member)
                if feedsRows { items[position].unread = call.filled(from: row) }
                continue
            }
            if let condition, (try? condition.evaluate(row))?.isTruthy != true { continue }
            let input = call.filled(from: row)
            if let known = memory.value(name, input, within: every, now: now()) {
                items[position].document[member] = known
            } else {
                wanted.append(Asked(position: position, input: input))
            }
        }
        memory.retain(Set(items.map { call.filled(from: .object($0.document)) }), of: name)
        var answers = await answers(to: wanted, of: call)
        // Whose turn did not come is asked again: nothing of the others is lost by that.
        for _ in 0..<limits.throttledAgain {
            let throttled = answers.indices.filter { answers[$0].isThrottled }
            guard !throttled.isEmpty else { break }
            requests += throttled.count
            let again = await self.answers(to: throttled.map { answers[$0].asked }, of: call)
            let places = Dictionary(throttled.map { (answers[$0].asked.position, $0) }, uniquingKeysWith: { $1 })
            for answered in again { if let place = places[answered.asked.position] { answers[place] = answered } }
        }
        for answered in answers {
            let asked = answered.asked
            switch answered.answer {
            case .success(let made):
                if made.isNew { requests += made.result.requests }
                items[asked.position].document[member] = made.result.output
                if every != nil { memory.keep(made.result.output, for: name, asked.input, now: now()) }
            case .failure(let error):
                requests += 1
                items[asked.position].problems.append(
                    RowProblem(call: call.operation, code: CellError.Code(error.code)))
                items[asked.position].failed.append(member)
                lastFailure = error
                if feedsRows { items[asked.position].unread = asked.input }
            }
        }
        let unread = items.count { $0.unread != nil }
        guard feedsRows, unread > 0, let lastFailure else { return }
        // Where no parent was read nothing is known anew: that is a failed cell, not an empty one.
        guard unread < items.count else { throw lastFailure }
        remember(
            lastFailure, "\(call.operation) failed for \(unread) of \(items.count), whose rows are those from before.")
    }

    /// Makes one call per input, at most `limits.details` at a time.
    private func answers(to wanted: [Asked], of call: Kind.Call) async -> [Answered] {
        await withTaskGroup(of: Answered.self) { group in
            var answers: [Answered] = []
            answers.reserveCapacity(wanted.count)
            for (number, asked) in wanted.enumerated() {
                if number >= limits.details, let answer = await group.next() { answers.append(answer) }
                let made = apiCall(call, input: asked.input)
                group.addTask { [calls, lastEnd] in
                    do throws(APIError) {
                        return Answered(
                            asked: asked, answer: .success(try await calls.call(made, newerThan: lastEnd)))
                    } catch {
                        return Answered(asked: asked, answer: .failure(error))
                    }
                }
            }
            for await answer in group { answers.append(answer) }
            return answers
        }
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
        let known = CellError(error, since: .now)
        remark = CellError(
            code: known.code, message: "\(consequence) \(known.message)",
            action: known.action, deniedBy: known.deniedBy, requestID: known.requestID, since: known.since)
    }

    /// Whether the rows come out of the attachment called `member`.
    private func feedsRows(_ member: String) -> Bool { order.kind.rows?.names(member) == true }

    private static func index(_ elements: [Object], by key: JMESPath.Expression) -> [Value: [Value]] {
        elements.reduce(into: [:]) { index, element in
            let document = Value.object(element)
            for key in keys(key, of: document) { index[key, default: []].append(document) }
        }
    }
}

/// What is asked for one item.
private struct Asked: Sendable {
    let position: Int
    let input: Object
}

/// What came back for it.
///
/// A structure, not a tuple: a task group whose tasks give tuples can crash in
/// optimized code of Swift 6.3.
private struct Answered: Sendable {
    let asked: Asked
    let answer: Result<(result: APIResult, isNew: Bool), APIError>

    var isThrottled: Bool {
        guard case .failure(let error) = answer else { return false }
        return error.code == .throttled
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

extension Kind.Call {
    /// Whether any of its inputs is made from what stands under `member`.
    fileprivate func mentions(_ member: String) -> Bool {
        input.contains { input in
            guard case .expression(let expression) = input.source else { return false }
            return expression.names(member)
        }
    }
}
