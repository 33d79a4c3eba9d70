import Glibc

extension CellIndex {
    /// The rows that answer, each once with its best rank, in no order.
    func hits(for query: FindQuery) -> [FindHit] {
        var sets: [[FindHit]] = []
        switch query.texts {
        case .words(let words): return hits(words)
        case .any(let searches): sets = searches.map { hits($0) }
        case .pattern(let pattern): return hits(pattern)
        case .names(let names): return hits(names: names)
        case .row(let key):
            guard self.key == key.cell else { return [] }
            return keys.rows(KeyIndex.number(of: key.id)).filter { rows[$0].key.id == key.id }
                .map { FindHit(rank: .exact, row: $0) }
        case .filter(let filter): return filter.rows(of: key).map { FindHit(rank: .substring, row: $0) }
        }
        if let range = query.addresses { sets.append(hits(in: range, of: query.network)) }
        if let arn = query.arn { sets.append(hits(arn: arn)) }
        sets.removeAll(where: \.isEmpty)
        guard sets.count > 1 || query.addresses != nil else { return sets.first ?? [] }
        var ranks: [Int: FindRank] = [:]
        for hit in sets.joined() { ranks[hit.row] = min(ranks[hit.row] ?? hit.rank, hit.rank) }
        return ranks.map { FindHit(rank: $0.value, row: $0.key) }
    }

    /// The rows with an address in `range`; what is merely inside of a network is not that network.
    private func hits(in range: ClosedRange<IPAddress>, of network: IPNetwork?) -> [FindHit] {
        let hits = addresses.hits(in: range)
        guard let network else { return hits }
        return networks.rows(of: network).map { FindHit(rank: .exact, row: $0) }
            + hits.map { FindHit(rank: $0.rank == .exact ? .prefix : .inside, row: $0.row) }
    }

    /// The rows that have one of `names` for a name, id or host.
    private func hits(names: [String]) -> [FindHit] {
        let found = names.flatMap { name in
            keys.rows(KeyIndex.number(of: name)).filter { rows[$0].isCalled(name) }
        }
        return Set(found).map { FindHit(rank: .exact, row: $0) }
    }

    /// The rows with a field of which all matches, those first of which it is a name, id or host.
    private func hits(_ pattern: FindQuery.Pattern) -> [FindHit] {
        var hits: [FindHit] = []
        buffer.withUnsafeBufferPointer { bytes in
            for row in rows.indices where signatures.mayHold(pattern.needed, row: row) {
                if let rank = rank(of: pattern, in: bytes, from: start(of: row), to: start(of: row + 1)) {
                    hits.append(FindHit(rank: rank, row: row))
                } else if pattern.isOfARN, rows[row].arn.map(pattern.matcher.matches) ?? false {
                    hits.append(FindHit(rank: .prefix, row: row))
                }
            }
        }
        return hits
    }

    private func rank(
        of pattern: FindQuery.Pattern, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> FindRank? {
        // Behind the row's own mark come marks and fields in turn, names and hosts first.
        var place = start + 1
        while place < end {
            let mark = bytes[place]
            var next = place + 1
            while next < end, bytes[next] > Mark.row { next += 1 }
            if pattern.matcher.matches(UnsafeBufferPointer(rebasing: bytes[(place + 1)..<next])) {
                return mark == Mark.key ? .prefix : .substring
            }
            place = next
        }
        return nil
    }

    /// The rows in which `search` occurs.
    private func hits(_ search: FindQuery.Search) -> [FindHit] {
        var hits: [FindHit] = []
        buffer.withUnsafeBufferPointer { bytes in
            for row in rows.indices where signatures.mayHold(search.needed, row: row) {
                let (start, end) = (self.start(of: row), self.start(of: row + 1))
                guard let found = search.bytes.firstPlace(in: bytes, from: start, to: end) else { continue }
                var rank =
                    search.isMarked
                    ? markedRank(search.bytes, in: bytes, from: found, to: end)
                    : keyRank(search.bytes.run, in: bytes, from: start, to: end)
                if rank == .substring, isInKey(found, in: bytes) { rank = .inside }
                if !search.isWhole || rank == .exact { hits.append(FindHit(rank: max(rank, search.limit), row: row)) }
            }
        }
        return hits
    }

    /// The rows in which all of the words occur, those aside that stand for the whole cell.
    private func hits(_ query: FindQuery.Words) -> [FindHit] {
        let own = query.words.filter { !words.hold($0.text) }
        let isNarrowed = own.count < query.words.count
        // What is left of the phrase without the words that the cell has.
        let rest = isNarrowed ? FindQuery.Words(own.map(\.text)) : query
        var hits: [FindHit] = []
        buffer.withUnsafeBufferPointer { bytes in
            for row in rows.indices where signatures.mayHold(rest.needed, row: row) {
                let (start, end) = (self.start(of: row), self.start(of: row + 1))
                var areInKeys = !own.isEmpty
                let hasAll = rest.words.allSatisfy { word in
                    guard let found = word.bytes.firstPlace(in: bytes, from: start, to: end) else { return false }
                    if areInKeys { areInKeys = isInKey(found, in: bytes) }
                    return true
                }
                guard hasAll else { continue }
                var rank = keyRank(query.phrase, in: bytes, from: start, to: end)
                if isNarrowed, rank == .substring, !own.isEmpty {
                    // A part of the question that is a whole name is not yet the whole answer.
                    rank = max(keyRank(rest.phrase, in: bytes, from: start, to: end), .prefix)
                }
                if rank == .substring, areInKeys { rank = .inside }
                hits.append(FindHit(rank: rank, row: row))
            }
        }
        return hits
    }

    /// Whether any row, or all of them, has `word`.
    func holds(_ word: FindQuery.Words.Word, needing needed: RowSignatures.Needed) -> Bool {
        if words.hold(word.text) { return true }
        return buffer.withUnsafeBufferPointer { bytes in
            rows.indices.contains { row in
                signatures.mayHold(needed, row: row)
                    && word.bytes.firstPlace(in: bytes, from: start(of: row), to: start(of: row + 1)) != nil
            }
        }
    }

    /// Whether what begins at `place` stands in a name, id or host; these come first in a row.
    private func isInKey(_ place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = place
        while place > 0, bytes[place] > Mark.row { place -= 1 }
        return bytes[place] == Mark.key
    }

    /// Whether one of a row's names, ids and hosts is `run` or begins with it.
    private func keyRank(_ run: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> FindRank
    {
        guard let base = bytes.baseAddress else { return .substring }
        var rank = FindRank.substring
        var place = start
        while let found = memchr(base + place, Int32(Mark.key), end - place) {
            place = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
            guard place + run.count <= end, memcmp(base + place, run, run.count) == 0 else { continue }
            if bytes[place + run.count] <= Mark.row { return .exact }
            rank = .prefix
        }
        return rank
    }

    /// The same of a search that brings its own mark, which is for whole or beginning fields of any sort.
    private func markedRank(
        _ search: ByteSearch, in bytes: UnsafeBufferPointer<UInt8>, from place: Int, to end: Int
    ) -> FindRank {
        var next: Int? = place
        while let found = next {
            if bytes[found + search.run.count] <= Mark.row { return .exact }
            next = search.firstPlace(in: bytes, from: found + 1, to: end)
        }
        return .prefix
    }

    private func hits(arn wanted: [UInt8]) -> [FindHit] {
        let whole = keys.rows(KeyIndex.number(of: String(decoding: wanted, as: UTF8.self))).filter { row in
            isARN(of: row, wanted) == .exact
        }
        guard whole.isEmpty else { return whole.map { FindHit(rank: .exact, row: $0) } }
        // A cell's ARNs begin alike, so that most cells are ruled out at once.
        guard zip(arnPrefix, wanted).allSatisfy({ $0 == $1 }) else { return [] }
        return rows.indices.compactMap { row in isARN(of: row, wanted).map { FindHit(rank: $0, row: row) } }
    }

    private func isARN(of row: Int, _ wanted: [UInt8]) -> FindRank? {
        guard var text = rows[row].arn, text.utf8.count >= wanted.count else { return nil }
        guard text.withUTF8({ $0.holds(wanted, at: 0) }) else { return nil }
        return text.utf8.count == wanted.count ? .exact : .prefix
    }

    /// The folded name of `row`, as answers are put in order by.
    func withName<R>(of row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        buffer.withUnsafeBufferPointer { bytes in
            // The row's mark, the name's mark, the name.
            let start = min(start(of: row) + 2, bytes.count)
            var end = start
            while end < bytes.count, bytes[end] > Mark.row { end += 1 }
            return body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
    }
}
