/// How to get into one configured account.
package struct AccountAccess: Sendable, Hashable {
    /// Where an account's credentials come from.
    package indirect enum Source: Sendable, Hashable {
        /// Keys written in the configuration.
        case keys(accessKeyID: String, secretAccessKey: String, sessionToken: String?)
        /// `AWS_ACCESS_KEY_ID` and companions, or else the default profile.
        case environment
        /// A profile of the shared AWS configuration files.
        case profile(String)
        /// A role assumed with the credentials of another source.
        case role(arn: String, externalID: String?, base: Source)
    }

    /// The account's name in the configuration.
    package let name: String
    package let source: Source
    /// The twelve digits that GetCallerIdentity must answer; nil does not check.
    package let expectedAccountID: String?
    /// Takes the place of every AWS endpoint; nil asks AWS.
    package let endpointURL: String?
    /// The partition of calls that name no region (`aws-cn`); nil takes the role's, or else `aws`.
    package let partition: String?
    /// Whether to use AWS's FIPS endpoints; nil leaves it to the environment and the profile.
    package let usesFIPS: Bool?
    /// Whether to use AWS's dual-stack endpoints; nil leaves it to the environment and the profile.
    package let usesDualStack: Bool?

    package init(
        name: String, source: Source, expectedAccountID: String? = nil, endpointURL: String? = nil,
        partition: String? = nil, usesFIPS: Bool? = nil, usesDualStack: Bool? = nil
    ) {
        self.name = name
        self.source = source
        self.expectedAccountID = expectedAccountID
        self.endpointURL = endpointURL
        self.partition = partition
        self.usesFIPS = usesFIPS
        self.usesDualStack = usesDualStack
    }
}

/// A source may hold keys: no description, dump or mirror of it shows a secret.
extension AccountAccess.Source: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        switch self {
        case .keys(let accessKeyID, _, _): "keys \(accessKeyID)"
        case .environment: "environment"
        case .profile(let name): "profile \(name)"
        case .role(let arn, _, let base): "role \(arn) from \(base)"
        }
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Who an account's credentials turned out to be.
package struct CallerIdentity: Sendable, Hashable {
    package let accountID: String
    package let arn: String

    package init(accountID: String, arn: String) {
        self.accountID = accountID
        self.arn = arn
    }
}
