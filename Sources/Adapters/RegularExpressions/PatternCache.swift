import Synchronization

/// Compiled patterns by their text, so that a pattern applied to every row is compiled once.
///
/// - Cost: at most `capacity` patterns; the oldest leaves first.
/// - Isolation: any thread.
package final class PatternCache: Sendable {
    private struct State {
        var results: [String: Result<Pattern, PatternError>] = [:]
        var order: [String] = []
    }

    private let capacity: Int
    private let state = Mutex(State())

    package init(capacity: Int = 128) { self.capacity = max(capacity, 1) }

    /// The pattern of `text`, compiled now or before; a fault is remembered too.
    ///
    /// - Throws: `PatternError` as `Pattern.init` does.
    package func pattern(_ text: String) throws(PatternError) -> Pattern {
        guard text.utf8.count <= Pattern.maximumLength else { return try Pattern(text) }
        if let known = state.withLock({ $0.results[text] }) { return try known.get() }
        let result = Result { () throws(PatternError) in try Pattern(text) }
        state.withLock { state in
            guard state.results.updateValue(result, forKey: text) == nil else { return }
            state.order.append(text)
            guard state.order.count > capacity else { return }
            state.results[state.order.removeFirst()] = nil
        }
        return try result.get()
    }

    /// How many patterns are kept.
    package var count: Int { state.withLock { $0.results.count } }
}
