package import FoundationEssentials

/// Which cell of the matrix.
package struct CellKey: Sendable, Hashable {
    package let account: String
    /// A region, or `global`.
    package let region: String
    package let kind: String

    package init(account: String, region: String, kind: String) {
        self.account = account
        self.region = region
        self.kind = kind
    }

    /// The region of services with one endpoint per partition.
    package static let globalRegion = "global"
    /// The region of cells that stand for all those which are not known yet.
    package static let anyRegion = "*"
}

/// How far a cell's rows can be trusted.
package enum CellStatus: String, Sendable, CaseIterable {
    case fresh, stale, refreshing, held, denied, throttled, error
    case notEnabled = "not-enabled"
    case never
}

/// Why a cell could not be read the last time.
package struct CellError: Sendable, Hashable {
    /// The closed set of reasons, safe as a metric label and permanent in JSON.
    package enum Code: String, Sendable, CaseIterable {
        case denied, unsupported, throttled, timeout, unreachable, tls, paused, refused, cancelled
        case service = "service-error"
        case regionDisabled = "region-disabled"
        case credentialsMissing = "cred-missing"
        case credentialsExpired = "cred-expired"
        case credentialsInvalid = "cred-invalid"
        case accountMismatch = "account-mismatch"
        case badResponse = "bad-response"
        case notFound = "not-found"
    }

    package let code: Code
    /// Safe to show.
    package let message: String
    /// The IAM action that was needed, or the operation that failed.
    package let action: String?
    /// Which policy denied it, where AWS says so.
    package let deniedBy: DeniedBy?
    package let requestID: String?
    /// Since when every try has failed.
    package let since: Date
    package let nextTry: Date?

    package init(
        code: Code, message: String, action: String? = nil, deniedBy: DeniedBy? = nil, requestID: String? = nil,
        since: Date, nextTry: Date? = nil
    ) {
        self.code = code
        self.message = message
        self.action = action
        self.deniedBy = deniedBy
        self.requestID = requestID
        self.since = since
        self.nextTry = nextTry
    }
}

/// The state of one (account, region, kind).
package struct Cell: Sendable {
    package let key: CellKey
    package var status: CellStatus
    /// The rows of the last complete fetch, with kept rows marked; sorted by id.
    package var rows: [Resource] { didSet { tally = nil } }
    /// What the rows come to; nil until whoever put them here has counted them.
    package var tally: RowTally?
    /// When the rows were complete; nil before the first time.
    package var fetchedAt: Date?
    package var duration: Duration?
    /// Requests that the last try sent.
    package var requests: Int
    package var error: CellError?
    /// Rows that another row with the same id replaced.
    package var duplicates: Int
    /// Ids or names of parents whose rows could not be read this time.
    package var unreadParents: [String]
    /// What an answer that is not believed yet had, while the cell is `held`.
    package var unconfirmed: Unconfirmed?
    /// When it is read next, unless somebody asks sooner; nil before the first time.
    package var nextTry: Date?
    /// How often it is read now: less often than its kind says while it stays empty.
    package var asksEvery: Duration?

    /// What is kept of an answer until a second one agrees with it.
    package struct Unconfirmed: Sendable, Hashable {
        package let ids: Set<String>
        /// Whether any of its rows had a tag.
        package let hasTags: Bool

        package init(ids: Set<String>, hasTags: Bool) {
            self.ids = ids
            self.hasTags = hasTags
        }
    }

    package init(
        key: CellKey, status: CellStatus = .never, rows: [Resource] = [], fetchedAt: Date? = nil,
        duration: Duration? = nil, requests: Int = 0, error: CellError? = nil, duplicates: Int = 0,
        unreadParents: [String] = []
    ) {
        self.key = key
        self.status = status
        self.rows = rows
        self.fetchedAt = fetchedAt
        self.duration = duration
        self.requests = requests
        self.error = error
        self.duplicates = duplicates
        self.unreadParents = unreadParents
    }

    /// Whether what the page shows of this cell is all there is.
    package var isComplete: Bool {
        (status == .fresh || status == .refreshing) && fetchedAt != nil && unreadParents.isEmpty && error == nil
    }
}
