package import Document

/// How one operation's answers follow each other.
///
/// - Source: the `pagination` section of a service model, in botocore's words; where botocore has none, what
///   `tools/import-models` derives from the operation's members.
package struct Pagination: Sendable, Hashable {
    /// Input members that take the tokens; as many as `outputTokens`.
    package var inputTokens: [String]
    /// Where an answer has the tokens for the next one.
    package var outputTokens: [MemberPath]
    /// Where an answer has what is joined over the pages.
    package var resultKeys: [MemberPath]
    /// Where an answer has what its first page says of the whole.
    package var wholeKeys: [MemberPath]
    /// Where an answer says whether there is a next one; nil leaves that to the tokens.
    package var moreResults: MemberPath?
    /// The input member that asks for a page size.
    package var limitKey: String?
    /// Whether botocore has no paginator for the operation, so that AWS's command line prints one page alone.
    package var isDerived = false

    package init(
        inputTokens: [String], outputTokens: [MemberPath], resultKeys: [MemberPath], moreResults: MemberPath? = nil,
        wholeKeys: [MemberPath] = [], limitKey: String? = nil
    ) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.resultKeys = resultKeys
        self.wholeKeys = wholeKeys
        self.moreResults = moreResults
        self.limitKey = limitKey
    }

    /// Reads the words of a model; nil when they are not those of a paginator.
    package init?(_ words: Value) {
        let inputTokens = Self.list(words["input_token"])
        let outputTokens = Self.list(words["output_token"]).compactMap { MemberPath($0) }
        let resultKeys = Self.list(words["result_key"]).compactMap { MemberPath($0) }
        guard !inputTokens.isEmpty, inputTokens.count == outputTokens.count, !resultKeys.isEmpty else { return nil }
        self.init(
            inputTokens: inputTokens, outputTokens: outputTokens, resultKeys: resultKeys,
            moreResults: words["more_results"]?.string.flatMap { MemberPath($0) },
            wholeKeys: Self.list(words["non_aggregate_keys"]).compactMap { MemberPath($0) },
            limitKey: words["limit_key"]?.string)
        isDerived = words["derived"] == true
    }

    private static func list(_ words: Value?) -> [String] {
        words?.string.map { [$0] } ?? words?.array?.compactMap(\.string) ?? []
    }
}
