import Configuration
import Inventory

/// The way to a resource's page in the AWS console.
struct ConsoleLink: Hashable {
    let address: String
    /// Whether it leads through the access portal, and so into the right account whatever the browser is logged in to.
    let isThroughPortal: Bool

    /// The way to `page`; without `accountID`, the twelve digits, the portal cannot be told where to go.
    init(to page: String, accountID: String?, access: Configuration.ConsoleAccess) {
        guard let portal = access.portal, let accountID else {
            address = page
            isThroughPortal = false
            return
        }
        var base = portal[...]
        while base.hasSuffix("/") { base = base.dropLast() }
        var query = "account_id=\(percentEncoded(accountID))"
        if let role = access.role { query += "&role_name=\(percentEncoded(role))" }
        address = "\(base)/#/console?\(query)&destination=\(percentEncoded(page))"
        isThroughPortal = true
    }
}
