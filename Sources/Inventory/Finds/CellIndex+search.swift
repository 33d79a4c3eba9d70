extension CellIndex {
    /// The rows that answer, each once with its best rank, in no order.
    func hits(for query: FindQuery) -> [FindHit] {
        var sets: [[FindHit]] = []
        switch query.texts {
        case .words(let phrase, let words): return hits(phrase: phrase, words: words)
        case .any(let searches): sets = searches.map { hits($0) }
        }
        if let range = query.addresses { sets.append(addresses.hits(in: range)) }
        if let arn = query.arn { sets.append(hits(arn: arn)) }
        sets.removeAll(where: \.isEmpty)
        guard sets.count > 1 || query.addresses != nil else { return sets.first ?? [] }
        var ranks: [Int: FindRank] = [:]
        for hit in sets.joined() { ranks[hit.row] = min(ranks[hit.row] ?? hit.rank, hit.rank) }
        return ranks.map { FindHit(rank: $0.value, row: $0.key) }
    }

    /// The rows in which `search` occurs.
    private func hits(_ search: FindQuery.Search) -> [FindHit] {
        var hits: [FindHit] = []
        buffer.withUnsafeBufferPointer { bytes in
            var row = 0
            var place = 0
            while let found = search.bytes.firstPlace(in: bytes, from: place, to: bytes.count) {
                row = self.row(at: found, from: row)
                place = start(of: row + 1)
                let rank = best(search.bytes, in: bytes, from: found, to: place)
                if !search.isWhole || rank == .exact { hits.append(FindHit(rank: max(rank, search.limit), row: row)) }
            }
        }
        return hits
    }

    /// The rows in which all of `words` occur; what the whole phrase begins or is counts more.
    private func hits(phrase: ByteSearch, words: [ByteSearch]) -> [FindHit] {
        guard let longest = words.indices.max(by: { words[$0].run.count < words[$1].run.count }) else { return [] }
        var hits: [FindHit] = []
        buffer.withUnsafeBufferPointer { bytes in
            var row = 0
            var place = 0
            while let found = words[longest].firstPlace(in: bytes, from: place, to: bytes.count) {
                row = self.row(at: found, from: row)
                let end = start(of: row + 1)
                place = end
                let hasAll = words.indices.allSatisfy { index in
                    index == longest || words[index].firstPlace(in: bytes, from: start(of: row), to: end) != nil
                }
                guard hasAll else { continue }
                // With one word the phrase is that word, and it stands nowhere before `found`.
                let from = words.count == 1 ? found : phrase.firstPlace(in: bytes, from: start(of: row), to: end)
                let rank = from.map { best(phrase, in: bytes, from: $0, to: end) } ?? .substring
                hits.append(FindHit(rank: rank, row: row))
            }
        }
        return hits
    }

    /// The best rank of the occurrences of `search` from its first, at `place`, to `end`.
    private func best(_ search: ByteSearch, in bytes: UnsafeBufferPointer<UInt8>, from place: Int, to end: Int)
        -> FindRank
    {
        var best = FindRank.substring
        var next: Int? = place
        while let found = next {
            let before = bytes[found - 1]
            let isWhole = bytes[found + search.run.count] <= Mark.row
            // A search that brings its own mark is for whole or beginning fields of any sort.
            if before == Mark.key || search.run[0] <= Mark.row {
                if isWhole { return .exact }
                best = .prefix
            }
            next = search.firstPlace(in: bytes, from: found + 1, to: end)
        }
        return best
    }

    private func hits(arn: String) -> [FindHit] {
        let wanted = Array(arn.utf8)
        return rows.indices.compactMap { row in
            guard var text = rows[row].arn, text.utf8.count >= wanted.count else { return nil }
            guard text.withUTF8({ $0.holds(wanted, at: 0) }) else { return nil }
            return FindHit(rank: text.utf8.count == wanted.count ? .exact : .prefix, row: row)
        }
    }

    /// The row to which the byte at `place` belongs, not before `row`.
    private func row(at place: Int, from row: Int) -> Int {
        var low = row
        var high = rows.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if start(of: middle) <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
