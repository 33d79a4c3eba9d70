/// What decides a service's host names.
package struct EndpointFacts: Sendable, Hashable {
    /// The service's word in host names (`monitoring`).
    package var prefix: String
    /// The service's word in the names of environment variables (`ELASTIC_LOAD_BALANCING_V2`).
    package var variable: String
    /// By partition: the one endpoint of a service that has no regions.
    package var global: [String: Global]
    /// By partition and region: hosts that the partition's pattern does not give.
    package var hosts: [String: [String: String]]

    /// The endpoint of a global service.
    package struct Global: Sendable, Hashable {
        package var host: String
        package var signingRegion: String

        package init(host: String, signingRegion: String) {
            self.host = host
            self.signingRegion = signingRegion
        }
    }

    package init(
        prefix: String, variable: String, global: [String: Global] = [:], hosts: [String: [String: String]] = [:]
    ) {
        self.prefix = prefix
        self.variable = variable
        self.global = global
        self.hosts = hosts
    }
}
