extension Configuration {
    /// How the pages are reached.
    package struct Serving: Sendable, Hashable {
        /// What stands before every address: `/aws`, or nothing; never a slash at its end.
        package var basePath = ""
        /// The proxies whose word about the client counts.
        package var trustedProxies: [AddressRange] = []
        /// Names that the Host header may have, in small letters without ports; none leaves it to the address listened on.
        package var allowedHosts: [String] = []

        package init() {}
    }
}
