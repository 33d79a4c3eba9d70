/// What decides a service's host names.
package struct EndpointFacts: Sendable {
    /// The service as messages name it (`elbv2`).
    package let service: String
    /// The service's word in the names of environment variables (`ELASTIC_LOAD_BALANCING_V2`).
    package let variable: String
    /// The partitions that have the service, if it is one without regions; empty for all others.
    package let globalIn: Set<String>
    package let rules: EndpointRules

    package init(service: String, variable: String, globalIn: Set<String> = [], rules: EndpointRules) {
        self.service = service
        self.variable = variable
        self.globalIn = globalIn
        self.rules = rules
    }
}
