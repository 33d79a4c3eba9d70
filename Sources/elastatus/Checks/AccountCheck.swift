import AWS
import Document
import Inventory

/// What one account lets elastatus do: who it is there, where it may look, and what it may read.
struct AccountCheck: Sendable {
    let account: String
    /// Where the credentials come from, without secrets.
    let source: String
    /// The digits that the configuration names; nil for none.
    let expectedID: String?
    let identity: Result<CallerIdentity, APIError>
    let regions: Regions
    /// The region that was read; nil where nothing could be.
    let region: String?
    let kinds: [KindAccess]

    /// The regions that the configuration means, and those that the account has.
    struct Regions: Sendable {
        let configured: [String]
        /// Configured ones that the account has not enabled.
        let notEnabled: [String]
        let enabled: Result<[String], APIError>
    }

    /// Whether one kind could be read.
    struct KindAccess: Sendable {
        /// In a word.
        enum Verdict: String, Sendable {
            case allowed
            /// What was called is allowed; other calls had nothing to be made about.
            case notTried = "not-tried"
            /// Some of its calls.
            case partly
            case denied
            /// It is not known whether it is allowed.
            case failed
            case notEnabled = "not-enabled"
        }

        let kind: String
        let region: String
        let verdict: Verdict
        let rows: Int
        /// IAM actions that are missing.
        let missing: [String]
        /// IAM actions of calls that were not made, for there was nothing to ask about: whether they are allowed is not known.
        let notTried: [String]
        /// What there would have to be, as a part of a sentence.
        let subject: String
        let error: CellError?
    }

    /// Whether everything can be read that there is.
    var isWhole: Bool {
        guard case .success = identity else { return false }
        return kinds.allSatisfy { [.allowed, .notTried, .notEnabled].contains($0.verdict) }
    }
}

extension AccountCheck.KindAccess {
    /// What a cell that was just read says of its kind.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - kind: Its kind.
    ///   - tried: The IAM actions of all calls that were made in the account.
    ///   - action: The IAM action of an operation.
    init(_ cell: Cell, of kind: Kind, tried: Set<String>, action: (OperationName) -> String) {
        var missing: Set<String> = []
        if cell.error?.code == .denied, let action = cell.error?.action { missing.insert(action) }
        for problem in cell.rows.flatMap(\.problems) where problem.code == .denied {
            let call = kind.calls.first { $0.operation == problem.call }
            missing.insert(
                call.map { action(OperationName(service: $0.service, operation: $0.operation)) } ?? problem.call)
        }
        self.kind = kind.name
        region = cell.key.region
        rows = cell.rows.count
        self.missing = missing.sorted()
        let needed = Set(kind.calls.map { action(OperationName(service: $0.service, operation: $0.operation)) })
        let isEnabled = ![.regionDisabled, .unsupported].contains(cell.error?.code)
        notTried = isEnabled ? needed.subtracting(tried).subtracting(missing).sorted() : []
        subject = cell.rows.isEmpty && kind.rows == nil ? "no \(kind.title)" : "nothing"
        error = cell.error
        let isUnread = cell.fetchedAt == nil
        verdict =
            switch cell.error?.code {
            case .denied: isUnread ? .denied : .partly
            case .regionDisabled, .unsupported: .notEnabled
            case .some: .failed
            case nil where !missing.isEmpty: .partly
            case nil: notTried.isEmpty ? .allowed : .notTried
            }
    }
}
