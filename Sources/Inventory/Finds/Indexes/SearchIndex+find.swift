import FoundationEssentials

extension SearchIndex {
    /// The rows that answer: whole hits first, then beginnings, then what has the words in its name, then the rest; of equal
    /// ones those first that people connect to, and what belongs to something else last.
    ///
    /// - Shape: at most as many answers as were asked for, of `total`; with the way on from what was asked for, and the
    ///   networks around it.
    /// - Cost: a text that may be meant in several ways is looked for in each of them until something is found.
    package func find(_ request: FindRequest) -> FindResult {
        let readings = FindReadings(request.text, kinds: snapshot.kinds).questions
        let first = request.after.map { min($0.reading, readings.count - 1) } ?? 0
        for (place, question) in readings.enumerated().dropFirst(first) {
            let found = look(for: question, request)
            let networks = networks(around: question)
            let isLast = place == readings.count - 1 || request.after != nil
            guard found.best.total > 0 || !networks.isEmpty || isLast else { continue }
            if found.best.total == 0, networks.isEmpty, request.after == nil { break }
            return result(question, found, networks, request, reading: place)
        }
        return nothing(readings[0], request)
    }

    /// The same of one text, for its first answers.
    package func find(_ text: String, limit: Int = FindRequest.usualSize) -> FindResult {
        find(FindRequest(text, size: limit))
    }

    /// The rows that answer one reading of a text, in no order.
    package func resources(answering question: FindQuestion) -> [Resource] {
        guard let query = FindQuery(question, in: snapshot, now: .distantPast) else { return [] }
        return indexes.flatMap { index in index.hits(for: query).map { index.rows[$0.row] } }
    }

    private struct Found {
        var best: BestAnswers
        var counts: [String: Int] = [:]
    }

    private func look(for question: FindQuestion, _ request: FindRequest) -> Found {
        // One more than is shown tells whether there is a next page.
        var found = Found(best: BestAnswers(limit: request.size + 1, after: request.after))
        guard let query = FindQuery(question, in: snapshot, now: request.now) else { return found }
        for index in indexes {
            let hits = index.hits(for: query)
            guard !hits.isEmpty else { continue }
            found.counts[index.key.kind, default: 0] += hits.count
            for hit in hits { found.best.add(Candidate(hit, in: index)) }
        }
        return found
    }

    private func result(
        _ question: FindQuestion, _ found: Found, _ networks: [FindNetwork], _ request: FindRequest, reading: Int
    ) -> FindResult {
        let page = found.best.candidates.prefix(max(request.size, 0))
        let answers = page.map { candidate in
            let kind = snapshot.kinds.kind(candidate.index.key.kind)
            return candidate.resource.answer(to: question, kind: kind, rank: candidate.rank)
        }
        // Where something leads is told once, on the first page.
        let chain = request.after == nil ? chain(from: question, answers) : []
        var result = FindResult(
            answers: answers, total: found.best.total, unread: unread, chain: chain,
            inside: request.after == nil ? networks : [])
        result.question = question
        result.before = found.best.before
        if page.count < found.best.candidates.count, let last = page.last {
            result.next = FindToken(last, of: request.text, reading: reading).text
        }
        if case .filter = question {
            result.kinds = found.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { FindResult.KindCount(kind: $0.key, count: $0.value) }
        }
        return result
    }

    /// What there is to say when nothing was found.
    private func nothing(_ question: FindQuestion, _ request: FindRequest) -> FindResult {
        var result = FindResult(answers: [], total: 0, unread: unread)
        result.question = question
        guard question != .nothing else { return result }
        let words = FindWords(
            request.text.prefix(200).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        ).readings[0]
        result.unknown = words.count > 1 ? words.filter { !isKnown($0) } : []
        result.suggestions = suggestions(for: words)
        result.filterProblem = filterProblem(of: request.text)
        return result
    }

    private func isKnown(_ word: String) -> Bool {
        let query = FindQuery.Words([word])
        guard let search = query.words.first else { return true }
        return indexes.contains { $0.holds(search, needing: query.needed) }
    }

    /// Questions with the words put right that nothing has, those alone that find something.
    private func suggestions(for words: [String]) -> [String] {
        let known = vocabulary.words(of: indexes)
        var questions = [words]
        for place in words.indices {
            let nearest = known.corrections(of: words[place])
            guard !nearest.isEmpty else { continue }
            questions = nearest.flatMap { right in
                questions.map { question in
                    var question = question
                    question[place] = right
                    return question
                }
            }
            questions = Array(questions.prefix(3))
        }
        return questions.filter { $0 != words && hasAnswers($0) }.map { $0.joined(separator: " ") }
    }

    private func hasAnswers(_ words: [String]) -> Bool {
        guard let query = FindQuery(.words(words), in: snapshot, now: .distantPast) else { return false }
        return indexes.contains { !$0.hits(for: query).isEmpty }
    }

    private func filterProblem(of text: String) -> String? {
        guard text.contains(":"), !text.contains("://") else { return nil }
        let filter = Filter(text, kinds: snapshot.kinds.kinds)
        let isTerm = filter.problems.contains {
            $0.message.hasPrefix("there is no field") && $0.message.contains("did you mean")
        }
        return filter.terms.isEmpty && !isTerm ? nil : filter.problem
    }

    /// The networks that hold all that was asked for, the smallest first.
    private func networks(around question: FindQuestion) -> [FindNetwork] {
        let wanted: IPNetwork
        switch question {
        case .address(let address): wanted = IPNetwork(address, prefixLength: address.family.bits)
        case .network(let network): wanted = network
        case .nothing, .arn, .id, .host, .tag, .words, .pattern, .names, .resource, .filter: return []
        }
        let found = indexes.flatMap { index in
            index.networks.holders(of: wanted).map { FindNetwork(network: $0.network, resource: index.rows[$0.row]) }
        }
        return Array(
            found.sorted { left, right in
                if left.network.prefixLength != right.network.prefixLength {
                    return left.network.prefixLength > right.network.prefixLength
                }
                return left.resource.key.precedes(right.resource.key)
            }.prefix(FindNetwork.limit))
    }
}
