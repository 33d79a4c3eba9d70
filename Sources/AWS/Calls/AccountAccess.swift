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

    package init(name: String, source: Source, expectedAccountID: String? = nil, endpointURL: String? = nil) {
        self.name = name
        self.source = source
        self.expectedAccountID = expectedAccountID
        self.endpointURL = endpointURL
    }
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
