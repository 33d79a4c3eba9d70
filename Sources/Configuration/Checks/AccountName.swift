/// What an account may be called: it is the first segment of a URL, a part of a comma list and a word on the command line.
enum AccountName {
    /// What is wrong with `name`; nil for a good one.
    static func fault(_ name: String, reserved: Set<String>) -> String? {
        if name.isEmpty { return "is empty" }
        if name == "." || name == ".." { return "means a folder in a URL" }
        if reserved.contains(name) { return "is reserved: a page has that address" }
        if name.contains(",") { return "has a comma, which separates accounts in a URL" }
        if name.contains("/") { return "has a slash, which separates the parts of a URL" }
        if name.unicodeScalars.contains(where: \.isUnprintable) { return "has control characters" }
        if name.count > Defaults.accountNameLength { return "is longer than \(Defaults.accountNameLength) characters" }
        return nil
    }
}
