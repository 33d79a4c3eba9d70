import Document
package import AWS
import Inventory

/// Asks an organization for its members.
package struct OrganizationReader: Sendable {
    package let client: Collector.Client
    package let deadline: Duration

    package init(client: Collector.Client, deadline: Duration = FetchLimits().call) {
        self.client = client
        self.deadline = deadline
    }

    /// The members as they are now.
    ///
    /// - Parameters:
    ///   - organization: Whom to ask, and whom to leave out.
    ///   - accounts: The accounts of the configuration.
    ///   - knownIDs: What is known of whose they are, by name: nobody is asked for those.
    /// - Returns: Who is read, and who is not and why.
    /// - Cost: one paged call, and one to STS for each account whose id is neither configured nor known.
    /// - Throws: `APIError` of the listing.
    package func list(
        _ organization: OrganizationSettings, accounts: [CollectorSettings.Account], knownIDs: [String: String] = [:]
    ) async throws(APIError) -> OrganizationListing {
        let call = APICall(
            OperationName(service: "organizations", operation: "ListAccounts"), account: organization.account,
            region: CellKey.globalRegion, deadline: .now + deadline)
        let answer = try await client.call(call).output
        // The management account is a member itself: there is no organization without one.
        guard answer["Accounts"]?.array?.isEmpty == false else {
            throw APIError(.badResponse, "organizations:ListAccounts names no account")
        }
        var known = Set(organization.configuredIDs.values).union(accounts.compactMap { knownIDs[$0.name] })
        for account in accounts where organization.configuredIDs[account.name] == nil && knownIDs[account.name] == nil {
            // An account that cannot be asked cannot be told from a member: it stays without an id, and is listed as one.
            if let identity = try? await client.identity(of: account.name) { known.insert(identity.accountID) }
        }
        return OrganizationListing(
            answer, organization, knownIDs: known, takenNames: Set(accounts.map(\.name)))
    }
}
