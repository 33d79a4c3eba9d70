package import Document
package import FoundationEssentials

/// One normalized row.
///
/// - Shape: as its fields while it is made; in a snapshot a place in a `RowBlock`, from which each field is read when it is asked for.
/// - Cost: 16 bytes and what its block holds of it. A text that the cell's rows share is shared; any other one is made anew by each reading.
package struct Resource: Sendable {
    enum Storage: Sendable {
        indirect case loose(RowFields)
        /// The row that starts at this byte of the block.
        case packed(RowBlock, UInt32)
    }

    private(set) var storage: Storage

    package init(
        key: ResourceKey, arn: String? = nil, name: String, state: String? = nil, createdAt: Date? = nil,
        endpoints: [Endpoint] = [], tags: [Tag] = [], environment: String? = nil, stack: String? = nil,
        columns: [Value] = [], raw: RawDocument, problems: [RowProblem] = [], isKept: Bool = false
    ) {
        storage = .loose(
            RowFields(
                key: key, arn: arn, name: name, state: state, createdAt: createdAt, endpoints: endpoints, tags: tags,
                environment: environment, stack: stack, columns: columns, raw: raw, problems: problems, isKept: isKept))
    }

    init(_ block: RowBlock, at place: UInt32) { storage = .packed(block, place) }

    /// All fields at once.
    var fields: RowFields {
        get {
            switch storage {
            case .loose(let fields): fields
            case .packed(let block, let place): block.fields(at: place)
            }
        }
        set { storage = .loose(newValue) }
    }

    package var key: ResourceKey {
        switch storage {
        case .loose(let fields): fields.key
        case .packed(let block, let place): block.key(at: place)
        }
    }

    package var arn: String? {
        get {
            switch storage {
            case .loose(let fields): fields.arn
            case .packed(let block, let place): block.optional(.arn, at: place)
            }
        }
        set { fields.arn = newValue }
    }

    package var name: String {
        get {
            switch storage {
            case .loose(let fields): fields.name
            case .packed(let block, let place): block.name(at: place)
            }
        }
        set { fields.name = newValue }
    }

    /// The state as AWS words it.
    package var state: String? {
        get {
            switch storage {
            case .loose(let fields): fields.state
            case .packed(let block, let place): block.state(at: place)
            }
        }
        set { fields.state = newValue }
    }

    package var createdAt: Date? {
        get {
            switch storage {
            case .loose(let fields): fields.createdAt
            case .packed(let block, let place): block.createdAt(at: place)
            }
        }
        set { fields.createdAt = newValue }
    }

    /// The one to paste first stands first.
    package var endpoints: [Endpoint] {
        get {
            switch storage {
            case .loose(let fields): fields.endpoints
            case .packed(let block, let place): block.endpoints(at: place)
            }
        }
        set { fields.endpoints = newValue }
    }

    package var tags: [Tag] {
        get {
            switch storage {
            case .loose(let fields): fields.tags
            case .packed(let block, let place): block.tags(at: place)
            }
        }
        set { fields.tags = newValue }
    }

    package var environment: String? {
        get {
            switch storage {
            case .loose(let fields): fields.environment
            case .packed(let block, let place): block.optional(.environment, at: place)
            }
        }
        set { fields.environment = newValue }
    }

    package var stack: String? {
        get {
            switch storage {
            case .loose(let fields): fields.stack
            case .packed(let block, let place): block.optional(.stack, at: place)
            }
        }
        set { fields.stack = newValue }
    }

    /// One value per column of the kind, in the kind's order; `column` reads one alone.
    package var columns: [Value] {
        get {
            switch storage {
            case .loose(let fields): fields.columns
            case .packed(let block, let place): block.columns(at: place)
            }
        }
        set { fields.columns = newValue }
    }

    /// Everything AWS said about it, with the attachments as `_name`.
    package var raw: RawDocument {
        get {
            switch storage {
            case .loose(let fields): fields.raw
            case .packed(let block, let place): block.document(at: place)
            }
        }
        set { fields.raw = newValue }
    }

    package var problems: [RowProblem] {
        get {
            switch storage {
            case .loose(let fields): fields.problems
            case .packed(let block, let place): block.problems(at: place)
            }
        }
        set { fields.problems = newValue }
    }

    /// True when this row is older than its cell: what it was made from could not be read this time.
    package var isKept: Bool {
        get {
            switch storage {
            case .loose(let fields): fields.isKept
            case .packed(let block, let place): block.isKept(at: place)
            }
        }
        set { fields.isKept = newValue }
    }

    /// The value of the column at `index` of the kind; null where the row has none.
    ///
    /// - Cost: passes over the columns before it.
    package func column(_ index: Int) -> Value {
        switch storage {
        case .loose(let fields): fields.columns.indices.contains(index) ? fields.columns[index] : .null
        case .packed(let block, let place): block.column(index, at: place)
        }
    }

    /// The id alone: the same as `key.id`.
    package var id: String {
        switch storage {
        case .loose(let fields): fields.key.id
        case .packed(let block, let place): block.id(at: place)
        }
    }

    /// The tags whose keys are wanted.
    ///
    /// - Cost: values that are not wanted are not made.
    package func tags(where isWanted: (String) -> Bool) -> [Tag] {
        switch storage {
        case .loose(let fields): fields.tags.filter { isWanted($0.key) }
        case .packed(let block, let place): block.tags(at: place, where: isWanted)
        }
    }

    /// The value of the first tag named `key`, case kept.
    package func tag(_ key: String) -> String? { tags.first { $0.key == key }?.value }
}
