import Document

/// Where IAM Identity Center is: no kind reads from it, so that there is no model of it to take this from.
///
/// - Source: the endpoint rules of the services `sso` and `sso-oidc`, which differ in one word.
struct SignOnEndpoints: APIModeling {
    /// Who finds them, with the overrides that `other` knows.
    static func resolver(like other: EndpointResolver) -> EndpointResolver {
        EndpointResolver(
            partitions: other.partitions, models: SignOnEndpoints(), environment: other.environment)
    }

    func operation(_ name: OperationName) throws(APIError) -> any APIOperation {
        throw APIError(.refused, "\(name) is not among the operations that only read")
    }

    func endpointFacts(of service: String) throws(APIError) -> EndpointFacts {
        do throws(EndpointRuleFault) {
            return EndpointFacts(
                service: service, variable: service.uppercased().replacing("-", with: "_"),
                rules: try EndpointRules([
                    "parameters": Self.parameters, "rules": Self.rules(service == "sso" ? "portal.sso" : "oidc"),
                ]))
        } catch {
            throw APIError(.refused, error.message)
        }
    }

    private static let parameters: Value = [
        "Region": ["builtIn": "AWS::Region", "type": "string"],
        "UseFIPS": ["builtIn": "AWS::UseFIPS", "type": "boolean", "default": false],
        "UseDualStack": ["builtIn": "AWS::UseDualStack", "type": "boolean", "default": false],
        "Endpoint": ["builtIn": "SDK::Endpoint", "type": "string"],
    ]

    private static func rules(_ word: String) -> Value {
        let partition: Value = ["fn": "aws.partition", "argv": [["ref": "Region"]], "assign": "P"]
        let isFIPS: Value = ["fn": "booleanEquals", "argv": [["ref": "UseFIPS"], true]]
        let isDual: Value = ["fn": "booleanEquals", "argv": [["ref": "UseDualStack"], true]]
        func rule(_ conditions: [Value], _ host: String) -> Value {
            [
                "conditions": .array([partition] + conditions), "type": "endpoint",
                "endpoint": ["url": .string("https://\(host)")],
            ]
        }
        return [
            [
                "conditions": [["fn": "isSet", "argv": [["ref": "Endpoint"]]]], "type": "endpoint",
                "endpoint": ["url": ["ref": "Endpoint"]],
            ],
            rule([isFIPS, isDual], "\(word)-fips.{Region}.{P#dualStackDnsSuffix}"),
            rule([isFIPS], "\(word)-fips.{Region}.{P#dnsSuffix}"),
            rule([isDual], "\(word).{Region}.{P#dualStackDnsSuffix}"),
            rule([], "\(word).{Region}.{P#dnsSuffix}"),
        ]
    }
}
