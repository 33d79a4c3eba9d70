import Inventory

/// The addresses of many resources: what those of one cell share is encoded once.
struct ResourceAddresses {
    private var cell: (account: String, region: String, kind: String)?
    private var prefix = ""

    /// The same as `Route.resource(key, .html).path`.
    mutating func path(of key: ResourceKey) -> String {
        if let cell, cell == (key.account, key.region, key.kind) { return prefix + PercentText.segment(key.id) }
        cell = (key.account, key.region, key.kind)
        prefix = "/" + [key.account, key.region, key.kind].map(PercentText.segment).joined(separator: "/") + "/"
        return prefix + PercentText.segment(key.id)
    }
}
