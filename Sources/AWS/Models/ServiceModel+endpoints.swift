import Document

extension ServiceModel {
    /// What decides the service's host names.
    package var endpointFacts: EndpointFacts {
        let variable = serviceID.uppercased().replacing(" ", with: "_").replacing("-", with: "_")
        var facts = EndpointFacts(prefix: endpointPrefix, variable: variable)
        for partition in endpoints {
            if let host = partition.value["global"]?["host"]?.string,
                let region = partition.value["global"]?["region"]?.string
            {
                facts.global[partition.key] = EndpointFacts.Global(host: host, signingRegion: region)
            }
            for host in partition.value["hosts"]?.object ?? [:] {
                facts.hosts[partition.key, default: [:]][host.key] = host.value.string
            }
        }
        return facts
    }
}
