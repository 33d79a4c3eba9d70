extension Expression {
    /// Whether `name` stands in this expression as a word of its own.
    ///
    /// - Shape: of a member that a path goes through this is always true; a literal that holds the word counts too.
    package func names(_ name: String) -> Bool {
        source.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == name }
    }
}
