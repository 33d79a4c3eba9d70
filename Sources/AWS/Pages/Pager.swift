import Cryptography
import Document

/// Joins the pages of one call: decisions without calls.
///
/// - Shape: result keys as botocore's `build_full_result` joins them; every other member as the first page had it.
struct Pager: Sendable {
    private let pagination: Pagination?
    private let limits: PageLimits
    private var first: Value?
    private var results: [Value?]
    private var pages = 0
    private var items = 0
    private var bytes = 0
    private var emptyPages = 0
    /// Hashes of the tokens seen: a circle of any length ends when it closes.
    private var seen: Set<[UInt8]> = []

    /// How much of an endless answer is read.
    struct PageLimits: Sendable {
        var pages = 10_000
        var items = 1_000_000
        /// Pages in a row without an item: filters make a few, an endless answer makes nothing else.
        var emptyPages = 1_000
        /// Of all bodies together: what is joined stays in memory until the last page.
        ///
        /// - Units: bytes.
        var bytes = 256 << 20
        /// Of all tokens of a page together.
        ///
        /// - Units: bytes.
        var token = 64 << 10
    }

    init(_ pagination: Pagination?, limits: PageLimits = PageLimits()) {
        self.pagination = pagination
        self.limits = limits
        results = Array(repeating: nil, count: pagination?.resultKeys.count ?? 0)
    }

    /// Whether there is something to lose.
    var hasPages: Bool { pages > 0 }

    /// Takes the next page, whose body had `bytes`.
    ///
    /// - Returns: what to change in the input for the page after it (null removes a member); nil after the last one.
    /// - Throws: `APIError` (`badResponse`) when the pages go in a circle or without end, or when there are more of them
    ///   and the operation's model does not say how to ask.
    mutating func add(_ page: Value, bytes count: Int) throws(APIError) -> [(name: String, token: Value)]? {
        pages += 1
        if first == nil { first = page }
        guard let pagination else {
            try Self.checkWhole(page)
            return nil
        }
        bytes += count
        guard bytes <= limits.bytes else { throw Self.endless("more than \(limits.bytes >> 20) MiB in \(pages) pages") }
        let before = items
        for (index, key) in pagination.resultKeys.enumerated() {
            guard let value = key.value(in: page) else { continue }
            items += value.array?.count ?? 0
            join(value, to: index)
        }
        guard items <= limits.items else { throw Self.endless("more than \(limits.items) items") }
        emptyPages = items > before ? 0 : emptyPages + 1
        guard emptyPages <= limits.emptyPages else {
            throw Self.endless("\(emptyPages) pages in a row without an item")
        }
        return try next(after: page, pagination)
    }

    /// Everything joined.
    func result() -> Value {
        var whole = first ?? .object([:])
        guard let pagination else { return whole }
        for (key, value) in zip(pagination.resultKeys, results) {
            if let value { key.set(value, in: &whole) }
        }
        // What led from the first page to the second says nothing of the whole.
        for token in pagination.outputTokens { token.set(nil, in: &whole) }
        pagination.moreResults?.set(nil, in: &whole)
        return whole
    }

    private mutating func join(_ value: Value, to index: Int) {
        switch (results[index], value) {
        case (.array(var joined)?, .array(let elements)):
            results[index] = nil
            joined += elements
            results[index] = .array(joined)
        case (.integer(let sum)?, .integer(let number)):
            let (total, overflow) = sum.addingReportingOverflow(number)
            results[index] = overflow ? .double(Double(sum) + Double(number)) : .integer(total)
        case (.string(let text)?, .string(let more)): results[index] = .string(text + more)
        case (let sum?, _):
            if let left = sum.double, let right = value.double { results[index] = .double(left + right) }
        case (nil, _): results[index] = value
        }
    }

    private mutating func next(
        after page: Value, _ pagination: Pagination
    ) throws(APIError) -> [(name: String, token: Value)]? {
        if let more = pagination.moreResults, more.value(in: page)?.isTruthy != true { return nil }
        let tokens = pagination.outputTokens.map { path -> Value in
            guard let token = path.value(in: page), token.isTruthy else { return .null }
            return token
        }
        guard tokens.contains(where: { !$0.isNull }) else {
            guard pagination.moreResults == nil else {
                throw Self.endless("more pages to come but no token to ask for them")
            }
            return nil
        }
        let text = Value.array(tokens).json()
        guard text.count <= limits.token else { throw Self.endless("a page token of \(text.count) bytes") }
        guard seen.insert(Digest.sha256(text)).inserted else { throw Self.endless("the same page token twice") }
        guard pages < limits.pages else { throw Self.endless("more than \(limits.pages) pages") }
        return zip(pagination.inputTokens, tokens).map { ($0, $1) }
    }

    /// The first page alone must not pass for everything.
    private static func checkWhole(_ page: Value) throws(APIError) {
        for name in ["NextToken", "nextToken", "NextMarker", "Marker"] where page[name]?.string?.isEmpty == false {
            throw APIError(
                .badResponse,
                "AWS has more pages (\(name)), and the model does not say how to ask for them: import it anew")
        }
    }

    private static func endless(_ what: String) -> APIError {
        APIError(.badResponse, "AWS gave \(what); nothing of the answer was kept")
    }
}
