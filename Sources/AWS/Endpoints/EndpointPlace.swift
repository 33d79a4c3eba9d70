import Document
import HTTPTransport

/// One service in one region as one account reaches it: everything about an endpoint but the call's own parameters.
struct EndpointPlace: Sendable {
    let facts: EndpointFacts
    let partitions: Partitions
    let region: String
    let flags: EndpointFlags
    /// What takes the place of AWS, if something does.
    let replacement: Endpoint?

    /// Where a call with these parameters goes.
    ///
    /// - Cost: a walk through the service's rules; whoever calls often keeps the answer.
    /// - Throws: `APIError`: `unsupported` for what the rules refuse (FIPS where there is none), `refused` for rules that are broken.
    func endpoint(_ parameters: [String: Value] = [:]) throws(APIError) -> Endpoint {
        let outcome = try outcome(parameters, at: replacement)
        var scheme = try scheme(outcome)
        if replacement != nil, scheme == nil {
            // The rules only hand a replacement back; it is signed for what it replaces.
            scheme = try? self.scheme(self.outcome(parameters, at: nil))
        }
        var endpoint = try Endpoint(
            url: outcome.url, from: "the endpoint of \(facts.service)", signingRegion: scheme?.region ?? region,
            isReplacement: replacement != nil, allowingPlainText: replacement != nil)
        endpoint.signingName = scheme?.name
        endpoint.headers = outcome.headers.sorted { $0.key < $1.key }.flatMap { header in
            header.value.map { HTTPHeader(header.key, $0) }
        }
        return endpoint
    }

    private func outcome(
        _ parameters: [String: Value], at replacement: Endpoint?
    ) throws(APIError) -> EndpointRules.Outcome {
        var arguments = builtIn(replacement)
        for (name, value) in parameters { arguments[name] = value }
        do throws(EndpointRuleFault) {
            return try facts.rules.outcome(arguments, partitions: partitions)
        } catch {
            guard error.isRefusal else {
                throw APIError(.refused, "the endpoint rules of \(facts.service) do not work: \(error.message)")
            }
            throw APIError(.unsupported, APIError.safe("\(facts.service) in \(region): \(error.message)", limit: 1_024))
        }
    }

    /// What the rules want to know besides a call's own parameters.
    private func builtIn(_ replacement: Endpoint?) -> [String: Value] {
        var arguments: [String: Value] = [:]
        for parameter in facts.rules.parameters {
            switch parameter.builtIn {
            case "AWS::Region": arguments[parameter.name] = .string(region)
            case "AWS::UseFIPS": arguments[parameter.name] = .bool(flags.usesFIPS)
            case "AWS::UseDualStack": arguments[parameter.name] = .bool(flags.usesDualStack)
            case "SDK::Endpoint": arguments[parameter.name] = replacement.map { .string($0.origin + $0.basePath) }
            // A replacement has one name; a bucket's own stands in no DNS.
            case "AWS::S3::ForcePathStyle": arguments[parameter.name] = .bool(replacement != nil)
            default: break
            }
        }
        return arguments
    }

    /// How requests are signed where the rules say so: the first of their ways that is known here.
    private func scheme(_ outcome: EndpointRules.Outcome) throws(APIError) -> (name: String?, region: String?)? {
        guard let schemes = outcome.properties["authSchemes"]?.array, !schemes.isEmpty else { return nil }
        guard let scheme = schemes.first(where: { $0["name"]?.string == "sigv4" }) else {
            let names = schemes.compactMap { $0["name"]?.string }.joined(separator: ", ")
            throw APIError(.unsupported, "\(facts.service) wants \(names) signatures there, which are not made here")
        }
        return (scheme["signingName"]?.string, scheme["signingRegion"]?.string)
    }
}
