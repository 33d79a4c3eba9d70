import AWS
import Document
import FoundationEssentials
import Inventory
import JMESPath

extension FetchSession {
    /// Makes one call about each item, those first whose last turn is longest ago, until `end`.
    ///
    /// - Shape: of whom AWS throttles, and of whose turn did not come, the answer from before stays, and the row says so;
    ///   a call that failed otherwise leaves null.
    /// - Throws: `APIError` when the rows come from these calls and none of them was answered.
    mutating func attachEach(
        _ name: String, _ call: Kind.Call, when condition: JMESPath.Expression?, every: Duration?,
        until end: ContinuousClock.Instant, to items: inout [Item]
    ) async throws(APIError) {
        let member = "_" + name
        let feedsRows = feedsRows(member)
        var wanted: [Asked] = []
        var inputs: Set<Object> = []
        for position in items.indices {
            let row = Value.object(items[position].document)
            let input = call.filled(from: row)
            inputs.insert(input)
            items[position].document[member] = .null
            if items[position].failed.contains(where: { call.mentions($0) || condition?.names($0) == true }) {
                // What was to be asked is not known, which is not the same as nothing to ask.
                items[position].failed.append(member)
                if feedsRows { items[position].unread = input }
                continue
            }
            if let condition, (try? condition.evaluate(row))?.isTruthy != true { continue }
            if let every, let known = memory.answer(name, input), now() - known.readAt < every {
                items[position].document[member] = known.document.value
            } else {
                wanted.append(Asked(position: position, input: input, last: memory.askedAt(name, input)))
            }
        }
        memory.retain(inputs, of: name)
        wanted.sort()
        let answers = await answersAgain(to: wanted, of: call, until: end)
        // Who was asked when is of use only while it decides who is next.
        let remembers = every != nil || answers.count < wanted.count
        if !remembers { memory.forget(name) }
        var late: [Asked] = []
        for answered in answers {
            let asked = answered.asked
            switch answered.answer {
            case .success(let made):
                if made.isNew { requests += made.result.requests }
                items[asked.position].document[member] = made.result.output
                if every != nil {
                    memory.keep(made.result.output, for: name, asked.input, now: answered.at)
                } else if remembers {
                    memory.note(name, asked.input, now: answered.at)
                }
            case .failure(let error):
                requests += 1
                lastFailure = error
                if answered.isThrottled && !feedsRows {
                    late.append(asked)
                    if remembers { memory.note(name, asked.input, now: answered.at) }
                } else {
                    fail(asked, call, CellError.Code(error.code), member, in: &items)
                    if remembers { memory.drop(name, asked.input, now: answered.at) }
                }
            }
        }
        // The order of `wanted`: those that were asked come first.
        let unasked = Array(wanted.dropFirst(answers.count))
        if feedsRows {
            for asked in unasked { fail(asked, call, .paused, member, in: &items) }
            try tellUnread(of: items, call, unasked: unasked.count)
        } else {
            let older = older(late + unasked, name, call)
            for asked in late { show(older[asked.input], asked, call, .throttled, member, in: &items) }
            for asked in unasked { show(older[asked.input], asked, call, .paused, member, in: &items) }
            tellUnasked(unasked, of: wanted.count, older, call)
        }
    }

    /// The row's problem, and that `member` is not known.
    private func fail(
        _ asked: Asked, _ call: Kind.Call, _ code: CellError.Code, _ member: String, in items: inout [Item]
    ) {
        items[asked.position].problems.append(RowProblem(call: call.operation, code: code))
        items[asked.position].failed.append(member)
        if feedsRows(member) { items[asked.position].unread = asked.input }
    }

    /// Puts the answer from before in place, where there is one.
    private func show(
        _ older: Older?, _ asked: Asked, _ call: Kind.Call, _ code: CellError.Code, _ member: String,
        in items: inout [Item]
    ) {
        guard let older else { return fail(asked, call, code, member, in: &items) }
        items[asked.position].document[member] = older.value
        items[asked.position].problems.append(
            RowProblem(call: call.operation, code: code, answeredAt: older.readAt))
    }

    /// Says which parents' rows are not of now.
    private mutating func tellUnread(of items: [Item], _ call: Kind.Call, unasked: Int) throws(APIError) {
        let unread = items.count { $0.unread != nil }
        guard unread > 0 else { return }
        let failure = lastFailure ?? APIError(.timeout, "the time of one reading was over before any was asked")
        // Where no parent was read nothing is known anew: that is a failed cell, not an empty one.
        guard unread < items.count else { throw failure }
        if unread > unasked {
            remember(
                failure, "\(call.operation) failed for \(unread) of \(items.count), whose rows are those from before.")
        } else {
            remember(
                .timeout,
                "The time of one reading is too short: \(call.operation) was not asked for \(unasked) of \(items.count), whose rows are those from before. They come first the next time."
            )
        }
    }

    /// Says how much is from before, and how old it is.
    private mutating func tellUnasked(
        _ unasked: [Asked], of wanted: Int, _ older: [Object: Older], _ call: Kind.Call
    ) {
        guard !unasked.isEmpty else { return }
        let known = unasked.compactMap { older[$0.input] }
        let oldest = known.compactMap(\.readAt).min().map { ", the oldest of \(Timestamp.text($0))" } ?? ""
        let consequence =
            switch known.count {
            case 0: "what it tells of them is not known yet"
            case unasked.count: "what they show of it is from before\(oldest)"
            default: "\(known.count) of them show what it told before\(oldest), of the others it is not known yet"
            }
        remember(
            .timeout,
            "The time of one reading is too short: \(call.operation) was not asked for \(unasked.count) of \(wanted); \(consequence). They come first the next time."
        )
    }

    /// What the rows from before show of the calls that were not answered, by input.
    ///
    /// - Cost: parses the documents of the rows from before once, only where something was not answered.
    private func older(_ unanswered: [Asked], _ name: String, _ call: Kind.Call) -> [Object: Older] {
        guard !unanswered.isEmpty else { return [:] }
        var found: [Object: Older] = [:]
        for asked in unanswered {
            guard let answer = memory.answer(name, asked.input) else { continue }
            found[asked.input] = Older(value: answer.document.value, readAt: wall(answer.readAt))
        }
        // What is attached to an item of which the rows are parts stands in none of them.
        guard order.kind.rows == nil || order.kind.rowAttachments.contains(where: { $0.name == name }) else {
            return found
        }
        let missing = Set(unanswered.map(\.input)).subtracting(found.keys)
        guard !missing.isEmpty else { return found }
        let lastRead = lastEnd.map(wall)
        var documents = DocumentReader()
        for place in DocumentReader.order(of: order.previous) {
            let row = order.previous[place]
            let raw = documents.value(of: row.raw)
            let input = call.filled(from: raw)
            guard missing.contains(input), let value = raw["_" + name], !value.isNull else { continue }
            // It may have been from before then, too.
            let problem = row.problems.first { $0.call == call.operation }
            found[input] = Older(value: value, readAt: problem.map(\.answeredAt) ?? lastRead)
        }
        return found
    }

    /// The answers to the first of `wanted`, as many as there is time for; whom AWS throttles is asked up to three times more.
    private mutating func answersAgain(
        to wanted: [Asked], of call: Kind.Call, until end: ContinuousClock.Instant
    ) async -> [Answered] {
        var answers = await answers(to: wanted, of: call, until: end)
        // Whose turn did not come is asked again: nothing of the others is lost by that.
        for _ in 0..<limits.throttledAgain {
            let throttled = answers.indices.filter { answers[$0].isThrottled }
            guard !throttled.isEmpty else { break }
            let again = await self.answers(to: throttled.map { answers[$0].asked }, of: call, until: end)
            requests += again.count
            let places = Dictionary(throttled.map { (answers[$0].asked.position, $0) }, uniquingKeysWith: { $1 })
            for answered in again { if let place = places[answered.asked.position] { answers[place] = answered } }
        }
        return answers
    }

    /// Makes one call per input, at most `limits.details` at a time, and no more from `end` on.
    private func answers(
        to wanted: [Asked], of call: Kind.Call, until end: ContinuousClock.Instant
    ) async -> [Answered] {
        await withTaskGroup(of: Answered.self) { group in
            var answers: [Answered] = []
            answers.reserveCapacity(wanted.count)
            for (number, asked) in wanted.enumerated() {
                if number >= limits.details, let answer = await group.next() { answers.append(answer) }
                guard now() < end else { break }
                let made = apiCall(call, input: asked.input)
                group.addTask { [calls, lastEnd, now] in
                    do throws(APIError) {
                        let answer = try await calls.call(made, newerThan: lastEnd)
                        return Answered(asked: asked, answer: .success(answer), at: now())
                    } catch {
                        return Answered(asked: asked, answer: .failure(error), at: now())
                    }
                }
            }
            for await answer in group { answers.append(answer) }
            return answers
        }
    }
}

/// What is asked for one item.
private struct Asked: Sendable, Comparable {
    let position: Int
    let input: Object
    /// When it had its turn the last time, as far as that is remembered.
    let last: ContinuousClock.Instant?

    /// Those first of whom nothing is remembered, then the oldest.
    static func < (left: Asked, right: Asked) -> Bool {
        switch (left.last, right.last) {
        case (nil, nil): left.position < right.position
        case (nil, _?): true
        case (_?, nil): false
        case (let mine?, let other?): (mine, left.position) < (other, right.position)
        }
    }
}

/// An answer from before.
private struct Older {
    let value: Value
    let readAt: Date?
}

/// What came back for one item.
///
/// A structure, not a tuple: a task group whose tasks give tuples can crash in
/// optimized code of Swift 6.3.
private struct Answered: Sendable {
    let asked: Asked
    let answer: Result<(result: APIResult, isNew: Bool), APIError>
    let at: ContinuousClock.Instant

    var isThrottled: Bool {
        guard case .failure(let error) = answer else { return false }
        return error.code == .throttled
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
