import Document

extension [Value] {
    /// The elements that `[start:stop:step]` names, by Python's rules.
    ///
    /// - Throws: `invalidValue` for a step of zero.
    func slice(from start: Int?, to stop: Int?, by step: Int?) throws(ExpressionError) -> [Value] {
        let step = step ?? 1
        guard step != 0 else { throw ExpressionError(.invalidValue, "the step of a slice cannot be 0") }
        let last = step < 0 ? count - 1 : count
        let first = step < 0 ? -1 : 0
        func place(_ bound: Int?, default missing: Int) -> Int {
            guard let bound else { return missing }
            return Swift.min(Swift.max(bound < 0 ? bound &+ count : bound, first), last)
        }
        let from = place(start, default: step < 0 ? last : first)
        let to = place(stop, default: step < 0 ? first : last)
        return stride(from: from, to: to, by: Swift.min(Swift.max(step, -count - 1), count + 1)).map { self[$0] }
    }
}
