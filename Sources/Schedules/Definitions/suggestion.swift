import Document

/// ` (did you mean "…"?)`, or nothing where no word is near.
func suggestion(for word: String, among known: some Sequence<String>) -> String {
    nearest(to: word, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
}
