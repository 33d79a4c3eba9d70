import Inventory

/// What an address asks of Find.
struct FindAddress: Hashable, Sendable {
    var text: String
    /// Answers on one page; nil for as many as usual.
    var size: Int?
    /// The opaque place behind which the page starts.
    var next: String?
    /// What `_format` and `_size` say that is not there, as it was written.
    private var unknownFormat: String?
    private var unknownSize: String?

    /// What Find can be given as.
    static let formats: [Route.Format] = [.html, .json, .twin(.jsonl), .yaml]

    init(_ text: String, size: Int? = nil, next: String? = nil) {
        self.text = text
        self.size = size
        self.next = next
    }

    init(_ target: Target) {
        text = target.value("q") ?? ""
        next = target.value("_next").flatMap { $0.isEmpty ? nil : $0 }
        if let format = target.value("_format"), Route.Format(rawValue: format) == nil { unknownFormat = format }
        guard let written = target.value("_size"), !written.isEmpty else { return }
        size = Int(written).flatMap { (1...Route.pageSizeLimit).contains($0) ? $0 : nil }
        if size == nil { unknownSize = written }
    }

    /// Names and values of its query, but for the form.
    var items: [(String, String)] {
        [("q", text), ("_size", size.map { String($0) } ?? ""), ("_next", next ?? "")]
    }

    /// What of it cannot be answered, in a sentence; nil when all can.
    func fault(as format: Route.Format) -> String? {
        let forms = Self.formats.map(\.rawValue)
        let there = forms.dropLast().joined(separator: ", ") + " and " + (forms.last ?? "")
        if let unknown = unknownFormat ?? (Self.formats.contains(format) ? nil : format.rawValue) {
            return "Find has no form “\(unknown.prefix(100))”; there are \(there)."
        }
        if let unknownSize {
            return "A page of Find has 1 to \(Route.pageSizeLimit) answers, not “\(unknownSize.prefix(100))”."
        }
        if let next, FindToken(next, of: text) == nil {
            return "This address does not name a page of this search; start again at its first page."
        }
        return nil
    }
}
