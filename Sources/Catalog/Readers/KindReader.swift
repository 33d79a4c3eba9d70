import Document
import Inventory
import JMESPath

/// Reads one kind file into a `Kind`.
///
/// - Shape: every problem of the file is found in one go; a kind with a problem is none.
struct KindReader {
    var problems: ProblemList

    /// The keys of a kind, in the order of docs/kinds-guide.md.
    static let keys = [
        "kind", "title", "service", "scope", "list", "input", "items", "fallback", "each", "batch", "join", "rows",
        "id", "arn", "name", "state", "created", "tags", "endpoints", "columns", "shown", "leads_to", "belongs_to",
        "spans", "compared", "aligned_by", "not_compared", "parts", "volatile", "every", "console", "commands",
    ]
    private static let required = [
        "kind", "title", "service", "list", "items", "id", "name", "columns", "shown", "every",
    ]

    /// Reads the kind in `root`; nil when anything is wrong with it, which `problems` then tells.
    static func read(_ root: YAMLNode, file: String) -> (declaration: KindDeclaration?, problems: [KindProblem]) {
        var reader = KindReader(problems: ProblemList(file: file))
        let kind = reader.kind(root)
        guard let kind, reader.problems.problems.isEmpty else { return (nil, reader.problems.problems) }
        return (KindDeclaration(kind: kind, file: file, root: root), [])
    }

    private mutating func kind(_ root: YAMLNode) -> Kind? {
        guard
            let fields = Fields(
                root, of: "a kind", known: Self.keys, required: Self.required, problems: &problems)
        else { return nil }
        let name = word(fields["kind"])
        let title = problems.text(fields["title"], "title", limit: Defaults.titleLength)
        let service = problems.text(fields["service"], "service")
        let list = fields["list"].flatMap { operation($0, "list", service: service) }
        let input = fields["input"].map { literals($0, "input") } ?? []
        let items = problems.expression(fields["items"], "items")
        let (id, digest) = identity(fields["id"])
        let attachments = self.attachments(fields, service: service)
        let rows = self.rows(fields["rows"], service: service, taken: attachments.map(\.name))
        let shown = self.shown(fields["shown"])
        let every = problems.interval(fields["every"], "every")
        var kind: Kind?
        if let name, let title, let list, let items, let id, let every {
            kind = Kind(
                name: name, title: title, isGlobal: isGlobal(fields["scope"]),
                list: Kind.Call(service: list.service, operation: list.operation, input: input),
                items: items, rows: rows.path, id: id, shown: shown, every: every,
                idDigest: digest)
        }
        // Everything else is read even where the kind is already lost, so that all problems are told at once.
        let arn = self.arn(fields["arn"])
        let displayName = problems.expression(fields["name"], "name")
        let state = problems.expression(fields["state"], "state")
        let created = problems.expression(fields["created"], "created")
        let tags = problems.expression(fields["tags"], "tags")
        let endpoints = problems.list(fields["endpoints"], "endpoints").compactMap { endpoint($0) }
        let columns = self.columns(fields["columns"])
        let leadsTo = columnNames(fields["leads_to"], "leads_to")
        let belongsTo = columnNames(fields["belongs_to"], "belongs_to")
        let spans = columnNames(fields["spans"], "spans")
        let compared = columnNames(fields["compared"], "compared")
        let alignedBy = columnNames(fields["aligned_by"], "aligned_by")
        let notCompared = problems.text(fields["not_compared"], "not_compared")
        let parts = problems.list(fields["parts"], "parts").compactMap { part($0) }
        let volatile = problems.list(fields["volatile"], "volatile").compactMap { problems.expression($0, "volatile") }
        let console = problems.text(fields["console"], "console").map(Kind.Format.init)
        let commands = fields["commands"].map { self.commands($0) }
        let fallback = fields["fallback"].flatMap { self.fallback($0) }
        kind?.attachments = attachments
        kind?.rowAttachments = rows.attachments
        kind?.arn = arn
        kind?.displayName = displayName
        kind?.state = state
        kind?.created = created
        kind?.tags = tags
        kind?.endpoints = endpoints
        kind?.columns = columns
        kind?.leadsTo = leadsTo
        kind?.belongsTo = belongsTo
        kind?.spans = spans
        kind?.compared = compared
        kind?.alignedBy = alignedBy
        kind?.notCompared = notCompared
        kind?.parts = parts
        kind?.volatile = volatile
        kind?.console = console
        kind?.showing = commands?.show
        kind?.changing = commands?.change ?? []
        kind?.fallback = fallback
        kind?.usesPlace = (columns.map(\.value) + endpoints.flatMap(\.expressions)).contains { $0.names("_place") }
        return kind
    }

    private mutating func word(_ node: YAMLNode?) -> String? {
        guard let node, let text = problems.text(node, "kind") else { return nil }
        guard Word.isKebab(text) else {
            problems.add(
                .badName, at: node,
                "a kind is one permanent word of at most \(Defaults.wordLength) small letters, digits and hyphens",
                suggestion: Word.correction(of: text, separator: "-"))
            return nil
        }
        return text
    }

    private mutating func isGlobal(_ node: YAMLNode?) -> Bool {
        guard let node, let text = problems.text(node, "scope") else { return false }
        guard ["global", "regional"].contains(text) else {
            problems.addUnknown(
                .wrongType, at: node, "scope is regional or global", word: text, known: ["global", "regional"])
            return false
        }
        return text == "global"
    }

    private mutating func identity(_ node: YAMLNode?) -> (JMESPath.Expression?, [JMESPath.Expression]) {
        guard let node else { return (nil, []) }
        guard node.scalar == nil else { return (problems.expression(node, "id"), []) }
        let keys = ["value", "digest"]
        guard let fields = Fields(node, of: "id", known: keys, required: keys, problems: &problems) else {
            return (nil, [])
        }
        let digest = problems.list(fields["digest"], "digest").compactMap { problems.expression($0, "digest") }
        return (problems.expression(fields["value"], "id"), digest)
    }

    private mutating func arn(_ node: YAMLNode?) -> Kind.ARNSource {
        guard let node else { return .none }
        guard node.scalar == nil else { return problems.expression(node, "arn").map { .expression($0) } ?? .none }
        guard let fields = Fields(node, of: "arn", known: ["format"], required: ["format"], problems: &problems),
            let format = problems.text(fields["format"], "format")
        else { return .none }
        return .format(Kind.Format(template: format))
    }

    private mutating func fallback(_ node: YAMLNode) -> Kind.Fallback? {
        let keys = ["section", "item"]
        guard let fields = Fields(node, of: "fallback", known: keys, required: keys, problems: &problems),
            let section = problems.text(fields["section"], "section"),
            let item = problems.expression(fields["item"], "item")
        else { return nil }
        return Kind.Fallback(section: section, item: item)
    }

    private mutating func shown(_ node: YAMLNode?) -> [Kind.Shown] {
        var shown: [Kind.Shown] = []
        for entry in problems.list(node, "shown") {
            guard let word = problems.text(entry, "a shown column") else { continue }
            let column: Kind.Shown = Builtin(rawValue: word).map { .builtin($0) } ?? .column(word)
            if shown.contains(column) {
                problems.add(.duplicateKey, at: entry, "\(quoted(word)) is shown twice")
            } else {
                shown.append(column)
            }
        }
        if let node, node.sequence?.isEmpty == true {
            problems.add(.missingKey, at: node, "shown names no column")
        }
        return shown
    }

    /// The names of columns, each once; whether there are such columns is checked with all others.
    private mutating func columnNames(_ node: YAMLNode?, _ what: String) -> [String] {
        var names: [String] = []
        for entry in problems.list(node, what) {
            guard let name = problems.text(entry, "a column of \(what)") else { continue }
            if names.contains(name) {
                problems.add(.duplicateKey, at: entry, "\(quoted(name)) stands in \(what) twice")
            } else {
                names.append(name)
            }
        }
        return names
    }
}
