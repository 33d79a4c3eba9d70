/// What people call all rows of a cell: its kind, its menu, its account and region.
struct CellWords: Sendable {
    /// Short words that people say for longer ones.
    private static let short = [
        "db": "database", "dbs": "database", "lb": "balancer", "lbs": "balancer", "k8s": "eks", "kubernetes": "eks",
    ]

    private let names: Set<String>
    /// Without plurals, in order.
    let tokens: [String]

    init(_ key: CellKey, kind: Kind?, view: View?, account: AccountInfo?) {
        names = [key.kind, key.account.lowercased(), key.region]
        let texts = [
            key.kind, key.account, account?.group ?? "", kind?.title ?? "", view?.name ?? "", view?.title ?? "",
            view?.group ?? "",
        ]
        let parts = texts.flatMap { text in
            text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0.withoutPlural }
        }
        tokens = Set(parts).sorted()
    }

    /// Whether `word`, in lower case, is one of them or begins one.
    func hold(_ word: String) -> Bool {
        if names.contains(word) { return true }
        let wanted = (Self.short[word] ?? word)[...].withoutPlural
        return wanted.utf8.count >= 3 && tokens.contains { $0.hasPrefix(wanted) }
    }
}

extension Substring {
    /// The word without the `s` of a plural.
    fileprivate var withoutPlural: String {
        utf8.count >= 4 && hasSuffix("s") && !hasSuffix("ss") ? String(dropLast()) : String(self)
    }
}
