import Document

/// The problems found so far in one file.
struct ProblemList {
    let file: String
    private(set) var problems: [KindProblem] = []

    init(file: String) { self.file = file }

    /// Notes what is wrong at `node`.
    mutating func add(_ code: KindProblem.Code, at node: YAMLNode, _ message: String, suggestion: String? = nil) {
        problems.append(
            KindProblem(
                code, file: file, line: node.line, column: node.column, message: message, suggestion: suggestion))
    }

    /// Notes that `word` is none of `known`, with the nearest that is.
    mutating func addUnknown(
        _ code: KindProblem.Code, at node: YAMLNode, _ message: String, word: String, known: some Sequence<String>
    ) {
        add(code, at: node, message, suggestion: nearest(to: word, among: known).first)
    }
}
