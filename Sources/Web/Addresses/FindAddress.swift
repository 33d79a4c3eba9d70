import Inventory

/// What an address asks of Find.
struct FindAddress: Hashable, Sendable {
    var text: String
    /// Answers on one page; nil for as many as usual.
    var size: Int?
    /// The opaque place behind which the page starts.
    var next: String?

    init(_ text: String, size: Int? = nil, next: String? = nil) {
        self.text = text
        self.size = size
        self.next = next
    }

    init(_ target: Target) {
        text = target.value("q") ?? ""
        next = target.value("_next").flatMap { $0.isEmpty ? nil : $0 }
        size = target.value("_size").flatMap { Int($0) }
    }

    /// Names and values of its query, but for the form.
    var items: [(String, String)] {
        [("q", text), ("_size", size.map { String($0) } ?? ""), ("_next", next ?? "")]
    }

    /// Why there is no such page, in a sentence; nil where there may be one.
    var fault: String? {
        guard let next, FindToken(next, of: text) == nil else { return nil }
        return "This address does not name a page of this search; start again at its first page."
    }
}
