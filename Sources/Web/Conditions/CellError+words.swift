import Inventory

extension CellError {
    /// What happened, as a sentence for people.
    var words: String {
        switch code {
        case .denied:
            (action.map { "Access denied: these credentials may not do \($0)." } ?? "Access denied.")
                + (deniedBy.map { " \($0.words)" } ?? "")
        case .unsupported: "AWS does not offer this here."
        case .throttled: "AWS is limiting how often it answers."
        case .timeout: "AWS did not answer in time."
        case .unreachable: "AWS could not be reached."
        case .tls: "The connection to AWS could not be trusted."
        case .paused: "Reading is paused after repeated failures."
        case .refused: "This operation is refused here, because it is not one that only reads."
        case .cancelled: "Reading was interrupted."
        case .service: "AWS answered with an error."
        case .regionDisabled: "The region is not enabled for this account."
        case .credentialsMissing: "There are no credentials for this account."
        case .credentialsExpired: "The credentials have expired."
        case .credentialsInvalid: "AWS does not accept the credentials."
        case .accountMismatch: "The credentials belong to another account than the configuration says."
        case .badResponse: "AWS's answer could not be understood."
        case .notFound: "AWS does not know it."
        }
    }
}

extension CellStatus {
    /// The status in a word or two.
    var title: String {
        switch self {
        case .fresh: "fresh"
        case .stale: "stale"
        case .refreshing: "being read"
        case .held: "unconfirmed"
        case .denied: "denied"
        case .throttled: "throttled"
        case .error: "failed"
        case .notEnabled: "not enabled"
        case .never: "not read yet"
        }
    }

    /// Its colour, which never stands without its word.
    var tone: StateTone {
        switch self {
        case .fresh, .refreshing: .good
        case .stale, .held, .throttled: .pending
        case .denied, .error: .bad
        case .notEnabled, .never: .idle
        }
    }
}

extension DeniedBy {
    /// Where to look, as a sentence for people.
    var words: String {
        let (one, which) =
            switch policy {
            case .identity: ("identity policy", "A policy of the user, group or role")
            case .resource: ("resource policy", "The policy of what was asked for")
            case .serviceControl: ("service control policy of the organization", "A service control policy (SCP)")
            case .resourceControl: ("resource control policy of the organization", "A resource control policy (RCP)")
            case .permissionsBoundary: ("permissions boundary", "The permissions boundary of the user or role")
            case .session: ("session policy", "The policy of the session")
            case .vpcEndpoint: ("VPC endpoint policy", "The policy of the VPC endpoint")
            case .trust: ("trust policy of the role", "The trust policy of the role")
            }
        return isExplicit ? "\(which) forbids it." : "No \(one) allows it."
    }
}
