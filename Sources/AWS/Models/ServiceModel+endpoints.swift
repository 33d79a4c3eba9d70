package import Document

extension ServiceModel {
    /// The service's word in the names of environment variables (`ELASTIC_LOAD_BALANCING_V2`).
    package var variable: String { serviceID.uppercased().replacing(" ", with: "_").replacing("-", with: "_") }

    /// What decides the service's host names, by these rules.
    func endpointFacts(_ rules: EndpointRules) -> EndpointFacts {
        EndpointFacts(service: name, variable: variable, globalIn: globalIn, rules: rules)
    }
}

extension Operation {
    /// What `input` and the operation itself tell the service's endpoint rules, by parameter.
    package func endpointParameters(_ input: Object) -> [String: Value] {
        guard !endpointMembers.isEmpty else { return endpointConstants }
        var parameters = endpointConstants
        for (member, parameter) in endpointMembers {
            if let value = input[member], !value.isNull { parameters[parameter] = value }
        }
        return parameters
    }
}
