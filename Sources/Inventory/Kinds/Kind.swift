package import Document
package import JMESPath

/// A declaration of one sort of AWS resource: which calls list it and what its columns are.
///
/// - Shape: made by the Catalog from `kinds/<name>.yaml`; the name is URL, CLI word and JSON key at once, so it is permanent.
package struct Kind: Sendable {
    /// One call with its input template: literals, or expressions over the row.
    package struct Call: Sendable, Hashable {
        package let service: String
        package let operation: String
        package let input: [InputMember]

        package init(service: String, operation: String, input: [InputMember]) {
            self.service = service
            self.operation = operation
            self.input = input
        }
    }

    /// One input member of a call.
    package struct InputMember: Sendable, Hashable {
        /// A value as written, or one taken from the row.
        package enum Source: Sendable, Hashable {
            case literal(Value)
            case expression(Expression)
        }

        package let name: String
        package let source: Source

        package init(name: String, source: Source) {
            self.name = name
            self.source = source
        }
    }

    /// What a kind asks besides its list; the result appears to the row as `_name`.
    package struct Attachment: Sendable, Hashable {
        /// How it is asked for, and how it is matched to the rows.
        package enum Source: Sendable, Hashable {
            /// One call per item, where `when` is truthy; `every` nil means as often as the list.
            case each(call: Call, when: Expression?, every: Duration?)
            /// One call per `size` items whose other inputs agree: `listMember` takes the list of `on` values; `items` of the answer are matched by `key`.
            case batch(call: Call, listMember: String, size: Int, items: Expression, key: Expression, on: Expression)
            /// A second list, matched by `key` (which may give a list) equal to `on`.
            case join(call: Call, items: Expression, key: Expression, on: Expression, many: Bool)
            /// Rows of another kind in the same account and region, matched when the snapshot is composed; costs no call.
            case joinKind(kind: String, key: Expression, on: Expression, many: Bool)
        }

        package let name: String
        package let source: Source

        package init(name: String, source: Source) {
            self.name = name
            self.source = source
        }
    }

    /// A text with `{name}` places: an ARN or a console address.
    ///
    /// - Shape: places are `partition`, `region` (empty for `global` in an ARN), `account_id`, `id`, `name` and any
    ///   column's name; in a console address also `arn` and `console` (the partition's console host, such as
    ///   `console.aws.amazon.com`), every value percent-encoded there. A place without a value leaves the whole text out.
    package struct Format: Sendable, Hashable {
        package let template: String

        package init(template: String) { self.template = template }
    }

    /// What somebody may run in a shell about a resource.
    package struct Command: Sendable, Hashable {
        /// What it does, in words.
        package let title: String
        /// Begins with `aws `; its places are words of the shell, or end one.
        package let format: Format

        package init(title: String, format: Format) {
            self.title = title
            self.format = format
        }
    }

    /// A list in a resource's document that its page shows as a table of its own: a group's rules, a stack's outputs.
    package struct Part: Sendable {
        package let title: String
        /// A list over the document, without what rows of other kinds add; each element, with the document as
        /// `_parent`, is what the columns look at.
        package let rows: Expression
        /// What is said of an empty list; nil leaves it out.
        package let empty: String?
        package let columns: [Column]

        package init(title: String, rows: Expression, empty: String?, columns: [Column]) {
            self.title = title
            self.rows = rows
            self.empty = empty
            self.columns = columns
        }
    }

    /// Where a row's ARN comes from.
    package enum ARNSource: Sendable, Hashable {
        case none
        case expression(Expression)
        case format(Format)
    }

    /// One endpoint, or one per element of `each`.
    package struct EndpointRule: Sendable, Hashable {
        /// A list of which each element, with the row as `_parent`, is the context of the other expressions; nil takes the row.
        package let each: Expression?
        package let role: Expression
        package let host: Expression
        package let port: Expression?
        package let scheme: Expression?

        package init(each: Expression?, role: Expression, host: Expression, port: Expression?, scheme: Expression?) {
            self.each = each
            self.role = role
            self.host = host
            self.port = port
            self.scheme = scheme
        }
    }

    /// The one item that stands for the list when listing is denied, made from a section of the configuration.
    package struct Fallback: Sendable, Hashable {
        /// The configuration's section (`route53`).
        package let section: String
        /// The item as AWS would have listed it, over the section's keys (`zone_id`, `domain`); null for none.
        package let item: Expression

        package init(section: String, item: Expression) {
            self.section = section
            self.item = item
        }
    }

    /// One account and region.
    package struct Home: Sendable, Hashable {
        package let account: String
        package let region: String

        package init(account: String, region: String) {
            self.account = account
            self.region = region
        }
    }

    /// One column of the default table.
    package enum Shown: Sendable, Hashable {
        case builtin(Builtin)
        case column(String)
    }

    package var name: String
    package var title: String
    /// True for services with one endpoint per partition: one cell per account, region `global`.
    package var isGlobal: Bool
    package var list: Call
    package var items: Expression
    /// One row per element, the item as `_parent`; nil makes each item a row.
    package var rows: Expression?
    /// What is asked besides about each element of `rows`.
    package var rowAttachments: [Attachment] = []
    package var attachments: [Attachment]
    package var id: Expression
    /// Where `id` gives nothing, the id is 16 hex digits of SHA-256 over these values' texts joined by newlines; empty for none.
    package var idDigest: [Expression]
    package var arn: ARNSource
    package var displayName: Expression?
    package var state: Expression?
    package var created: Expression?
    package var tags: Expression?
    package var endpoints: [EndpointRule]
    package var columns: [Column]
    package var shown: [Shown]
    package var volatile: [Expression]
    package var every: Duration
    package var console: Format?
    /// The command that shows a resource, as the AWS command line does.
    package var showing: Command?
    /// Commands that change a resource: what elastatus itself never does.
    package var changing: [Command] = []
    /// What a resource's page shows of its document as tables.
    package var parts: [Part] = []
    package var fallback: Fallback?
    /// The one account and region in which it is read; nil for all of them.
    package var home: Home?
    /// Columns that a lens computes when they are looked at.
    package var lenses: [LensColumn] = []
    /// Whether an endpoint or a column looks at `_place`, which is put into the rows of such kinds alone.
    package var usesPlace = false
    /// Columns that say where requests to it go next: links to resources, or hosts and addresses.
    package var leadsTo: [String] = []
    /// Columns that say whose it is: links to resources, which Find puts before it and leads to.
    package var belongsTo: [String] = []
    /// Columns with the networks whose addresses are in it.
    package var spans: [String] = []
    /// Columns that are compared between environments.
    package var compared: [String] = []
    /// Columns by which people tell its resources apart between environments, before the name, the best first.
    package var alignedBy: [String] = []
    /// What people would expect to be compared and is not, and why: one sentence; nil where there is nothing to say.
    package var notCompared: String?

    package init(
        name: String, title: String, isGlobal: Bool, list: Call, items: Expression, rows: Expression? = nil,
        attachments: [Attachment] = [], id: Expression, arn: ARNSource = .none, displayName: Expression? = nil,
        state: Expression? = nil, created: Expression? = nil, tags: Expression? = nil,
        endpoints: [EndpointRule] = [], columns: [Column] = [], shown: [Shown] = [], volatile: [Expression] = [],
        every: Duration = .seconds(300), console: Format? = nil, idDigest: [Expression] = [], fallback: Fallback? = nil
    ) {
        self.name = name
        self.title = title
        self.isGlobal = isGlobal
        self.list = list
        self.items = items
        self.rows = rows
        self.attachments = attachments
        self.id = id
        self.arn = arn
        self.displayName = displayName
        self.state = state
        self.created = created
        self.tags = tags
        self.endpoints = endpoints
        self.columns = columns
        self.shown = shown
        self.volatile = volatile
        self.every = every
        self.console = console
        self.idDigest = idDigest
        self.fallback = fallback
    }

    /// The column named `name` that a lens computes.
    package func lens(_ name: String) -> LensColumn? { lenses.first { $0.name == name } }

    /// The column named `name`, with its place in a row's `columns`.
    package func column(_ name: String) -> (index: Int, column: Column)? {
        columns.firstIndex { $0.name == name }.map { ($0, columns[$0]) }
    }
}
