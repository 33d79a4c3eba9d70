package import AWS
package import FoundationEssentials
package import Inventory

extension CellError {
    /// What a failed call means for its cell.
    package init(_ error: APIError, since: Date, nextTry: Date? = nil) {
        self.init(
            code: Code(error.code), message: error.description, action: error.action,
            deniedBy: error.denial.map { DeniedBy($0) }, requestID: error.requestID, since: since, nextTry: nextTry)
    }

    /// The same failure with other times.
    package func with(since: Date, nextTry: Date?) -> CellError {
        CellError(
            code: code, message: message, action: action, deniedBy: deniedBy, requestID: requestID, since: since,
            nextTry: nextTry)
    }
}

extension DeniedBy {
    /// The inventory's words for the client's.
    package init(_ denial: Denial) {
        let policy: Policy =
            switch denial.policy {
            case .identity: .identity
            case .resource: .resource
            case .serviceControl: .serviceControl
            case .resourceControl: .resourceControl
            case .permissionsBoundary: .permissionsBoundary
            case .session: .session
            case .vpcEndpoint: .vpcEndpoint
            case .trust: .trust
            }
        self.init(policy: policy, isExplicit: denial.isExplicit)
    }
}

extension CellError.Code {
    /// The inventory's word for the client's.
    package init(_ code: APIError.Code) {
        switch code {
        case .denied: self = .denied
        case .regionDisabled: self = .regionDisabled
        case .unsupported: self = .unsupported
        case .credentialsMissing: self = .credentialsMissing
        case .credentialsExpired: self = .credentialsExpired
        case .credentialsInvalid: self = .credentialsInvalid
        case .accountMismatch: self = .accountMismatch
        case .throttled: self = .throttled
        case .timeout: self = .timeout
        case .unreachable: self = .unreachable
        case .tls: self = .tls
        case .badResponse: self = .badResponse
        case .notFound: self = .notFound
        case .refused: self = .refused
        case .service: self = .service
        case .cancelled: self = .cancelled
        }
    }

    /// The state a cell is in while this is its error.
    package var status: CellStatus {
        switch self {
        case .denied: .denied
        case .throttled: .throttled
        case .regionDisabled, .unsupported: .notEnabled
        case .timeout, .unreachable, .tls, .paused, .refused, .cancelled, .service, .credentialsMissing,
            .credentialsExpired, .credentialsInvalid, .accountMismatch, .badResponse, .notFound:
            .error
        }
    }
}
