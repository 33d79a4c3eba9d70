/// The words of `known` that someone who wrote `word` may have meant, the nearest first.
///
/// - Shape: at most three; case does not count; a word is near when it needs no more than a third of its letters (at
///   least one, at most three) changed, added, removed or swapped, when it begins with `word` of three letters or more, or when it ends with `word` of eight or more.
/// - Cost: words and candidates are cut at 64 characters.
package func nearest(to word: String, among known: some Sequence<String>) -> [String] {
    let wanted = Array(word.lowercased().prefix(64))
    guard !wanted.isEmpty else { return [] }
    let reach = min(max(wanted.count / 3, 1), 3)
    var found: [(distance: Int, word: String)] = []
    for candidate in Set(known) where candidate != word {
        let letters = Array(candidate.lowercased().prefix(64))
        if wanted.count >= 3, letters.starts(with: wanted) {
            // Letters that are missing at the end only: few are nearer than many.
            found.append((min(letters.count - wanted.count, reach), candidate))
        } else if wanted.count >= 8, letters.suffix(wanted.count).elementsEqual(wanted) {
            found.append((reach, candidate))
        } else if abs(letters.count - wanted.count) <= reach {
            let distance = editDistance(wanted, letters)
            if distance <= reach { found.append((distance, candidate)) }
        }
    }
    return found.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
}

/// How many letters must be changed, added, removed or swapped with their neighbour to make one word the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var next = [row + 1]
        next.reserveCapacity(right.count + 1)
        for column in right.indices {
            let cost = left[row] == right[column] ? 0 : 1
            var distance = min(last[column] + cost, last[column + 1] + 1, next[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                distance = min(distance, before[column - 1] + 1)
            }
            next.append(distance)
        }
        before = last
        last = next
    }
    return last[right.count]
}
