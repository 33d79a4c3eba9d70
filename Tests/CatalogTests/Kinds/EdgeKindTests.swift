import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("APIs, their domain names and distributions")
struct EdgeKindTests {
    private static func apis() throws -> Rows {
        try Rows(outputs: [
            "apigateway:GetRestApis": { _ in
                [
                    "items": [
                        ["id": "a1", "name": "orders", "endpointConfiguration": ["types": ["REGIONAL"]]],
                        ["id": "a2", "name": "draft", "endpointConfiguration": ["types": ["PRIVATE"]]],
                        ["id": "a3", "name": "hidden", "disableExecuteApiEndpoint": true],
                        ["id": "a4", "name": "secret"],
                    ]
                ]
            },
            "apigateway:GetStages": { input throws(APIError) in
                switch input["restApiId"] {
                case "a1":
                    return [
                        "item": [
                            ["stageName": "live", "lastUpdatedDate": "2025-01-02T03:04:05Z"],
                            ["stageName": "beta", "lastUpdatedDate": "2025-02-02T03:04:05Z", "tracingEnabled": true],
                        ]
                    ]
                case "a3": return ["item": [["stageName": "live"]]]
                case "a4": throw APIError(.denied, "no")
                default: return ["item": []]
                }
            },
            "apigatewayv2:GetApis": { _ in
                [
                    "Items": [
                        [
                            "ApiId": "h1", "Name": "events", "ProtocolType": "HTTP",
                            "ApiEndpoint": "https://h1.execute-api.us-east-1.amazonaws.com", "Tags": ["Team": "shop"],
                        ],
                        [
                            "ApiId": "w1", "Name": "status", "ProtocolType": "WEBSOCKET",
                            "ApiEndpoint": "wss://w1.execute-api.us-east-1.amazonaws.com",
                        ],
                        [
                            "ApiId": "h2", "Name": "hidden", "ProtocolType": "HTTP", "DisableExecuteApiEndpoint": true,
                            "ApiEndpoint": "https://h2.execute-api.us-east-1.amazonaws.com",
                        ],
                    ]
                ]
            },
            "apigatewayv2:GetStages": { input in
                switch input["ApiId"] {
                case "h1": ["Items": [["StageName": "$default", "AutoDeploy": true], ["StageName": "canary"]]]
                case "h2": ["Items": [["StageName": "$default"]]]
                default: ["Items": []]
                }
            },
            "apigateway:GetDomainNames": { _ in
                [
                    "items": [
                        [
                            "domainName": "api.example.com", "domainNameStatus": "AVAILABLE",
                            "regionalDomainName": "d-1.execute-api.us-east-1.amazonaws.com",
                            "regionalCertificateArn": "arn:aws:acm:us-east-1:1:certificate/c1",
                            "endpointConfiguration": ["types": ["REGIONAL"]],
                        ],
                        [
                            "domainName": "*.old.example.com", "domainNameStatus": "UPDATING",
                            "distributionDomainName": "d111.cloudfront.net", "certificateArn": "arn:aws:acm:x",
                        ],
                        [
                            "domainName": "inside.example.com", "domainNameId": "p1",
                            "endpointConfiguration": ["types": ["PRIVATE"]],
                        ],
                        [
                            "domainName": "inside.example.com", "domainNameId": "p2",
                            "endpointConfiguration": ["types": ["PRIVATE"]],
                        ],
                    ]
                ]
            },
            "apigatewayv2:GetApiMappings": { input in
                input["DomainName"] == "api.example.com"
                    ? [
                        "Items": [
                            ["ApiId": "a1", "Stage": "live", "ApiMappingKey": "orders/v1"],
                            ["ApiId": "h1", "Stage": "$default", "ApiMappingKey": ""],
                            ["ApiId": "a3", "Stage": "live"],
                        ]
                    ] : ["Items": [["ApiId": "h2", "Stage": "$default"]]]
            },
        ])
    }

    @Test(
        "a REST API is connected to by the names of your own, then by its stages",
        arguments: [
            (
                "a1",
                [
                    "custom api.example.com:443 https",
                    "url https://a1.execute-api.us-east-1.amazonaws.com/live https",
                    "url https://a1.execute-api.us-east-1.amazonaws.com/beta https",
                ]
            ),
            ("a2", ["private a2.execute-api.us-east-1.amazonaws.com:443 https"]),
            // AWS's own name is switched off.
            ("a3", ["custom api.example.com:443 https"]),
            ("a4", ["public a4.execute-api.us-east-1.amazonaws.com:443 https"]),
        ])
    func rest(_ id: String, _ places: [String]) async throws {
        let row = try await Self.apis().row("api-gateway", id)
        #expect(row.places == places)
        #expect(row.arn == "arn:aws:apigateway:us-east-1::/restapis/\(id)")
    }

    @Test("a REST API tells its stages, and which could not be read")
    func restColumns() async throws {
        let rows = try Self.apis()
        let orders = try await rows.row("api-gateway", "a1")
        #expect(try rows.value("stages", of: orders) == ["live", "beta"])
        #expect(try rows.value("deployed_at", of: orders) == "2025-02-02T03:04:05Z")
        #expect(try rows.value("tracing", of: orders) == ["beta"])
        #expect(try rows.value("execute_api", of: orders) == true)
        #expect(try rows.value("execute_api", of: try await rows.row("api-gateway", "a3")) == false)
        let secret = try await rows.row("api-gateway", "a4")
        #expect(secret.problems == [RowProblem(call: "GetStages", code: .denied)])
        #expect(try rows.value("stages", of: secret) == .null)
    }

    @Test(
        "an HTTP API answers at its address for the stage $default, below it for others",
        arguments: [
            (
                "h1",
                [
                    "custom api.example.com:443 https",
                    "url https://h1.execute-api.us-east-1.amazonaws.com https",
                    "url https://h1.execute-api.us-east-1.amazonaws.com/canary https",
                ]
            ),
            ("w1", ["url wss://w1.execute-api.us-east-1.amazonaws.com wss"]),
            // Its one name is a wildcard, which nobody can connect to.
            ("h2", []),
        ])
    func http(_ id: String, _ places: [String]) async throws {
        let row = try await Self.apis().row("http-api", id)
        #expect(row.places == places)
        #expect(row.arn == "arn:aws:apigateway:us-east-1::/apis/\(id)")
        #expect(row.tag("Team") == (id == "h1" ? "shop" : nil))
    }

    @Test("a domain name tells where it leads, and private names that are the same are two")
    func domains() async throws {
        let rows = try Self.apis()
        let row = try await rows.row("api-domain", "api.example.com")
        #expect(row.places == ["custom api.example.com:443 https"])
        #expect(
            try rows.value("mappings", of: row) == ["/orders/v1 → a1 live", "/ → h1 $default", "/ → a3 live"])
        #expect(try rows.value("target", of: row) == "d-1.execute-api.us-east-1.amazonaws.com")
        #expect(try rows.value("certificate", of: row) == "arn:aws:acm:us-east-1:1:certificate/c1")
        let wildcard = try await rows.row("api-domain", "*.old.example.com")
        #expect(wildcard.endpoints == [])
        #expect(try rows.value("target", of: wildcard) == "d111.cloudfront.net")
        for id in ["p1", "p2"] {
            let row = try await rows.row("api-domain", "inside.example.com:\(id)")
            #expect(row.places == ["private inside.example.com:443 https"])
        }
        let asked = rows.aws.calls.filter { $0.operation.operation == "GetApiMappings" }.map { $0.input["DomainName"] }
        #expect(!asked.contains("inside.example.com"))
    }

    @Test("a distribution is connected to by its own names, and one that is switched off says so")
    func distributions() async throws {
        let rows = try Rows(outputs: [
            "cloudfront:ListDistributions": { _ in
                [
                    "DistributionList": [
                        "Quantity": 2,
                        "Items": [
                            [
                                "Id": "E1", "ARN": "arn:aws:cloudfront::1:distribution/E1", "Status": "InProgress",
                                "DomainName": "d1.cloudfront.net", "Enabled": true,
                                "Aliases": ["Items": ["www.example.com", "*.example.com"]],
                                "Origins": ["Items": [["DomainName": "lb.example.com", "OriginPath": "/shop"]]],
                                "CacheBehaviors": ["Items": [["PathPattern": "/api/*", "TargetOriginId": "api"]]],
                                "WebACLId": "arn:aws:wafv2:us-east-1:1:global/webacl/guard/1",
                            ],
                            [
                                "Id": "E2", "ARN": "arn:aws:cloudfront::1:distribution/E2", "Status": "Deployed",
                                "DomainName": "d2.cloudfront.net", "Enabled": false, "Aliases": ["Quantity": 0],
                                "Restrictions": [
                                    "GeoRestriction": ["RestrictionType": "whitelist", "Items": ["DE", "FR"]]
                                ],
                            ],
                        ],
                    ]
                ]
            },
            "resourcegroupstaggingapi:GetResources": { _ in
                [
                    "ResourceTagMappingList": [
                        [
                            "ResourceARN": "arn:aws:cloudfront::1:distribution/E1",
                            "Tags": [["Key": "Team", "Value": "web"]],
                        ]
                    ]
                ]
            },
        ])
        let shop = try await rows.row("cloudfront", "E1")
        #expect(shop.places == ["custom www.example.com:443 https", "public d1.cloudfront.net:443 https"])
        #expect(shop.name == "www.example.com")
        #expect(shop.state == "InProgress")
        #expect(shop.tag("Team") == "web")
        #expect(try rows.value("origins", of: shop) == ["lb.example.com/shop"])
        #expect(try rows.value("behaviors", of: shop) == ["/api/* → api"])
        #expect(try rows.value("waf", of: shop) == "guard")
        let off = try await rows.row("cloudfront", "E2")
        #expect(off.places == ["public d2.cloudfront.net:443 https"])
        #expect(off.name == "d2.cloudfront.net")
        #expect(off.state == "Disabled")
        #expect(try rows.value("geo", of: off) == "whitelist DE FR")
        #expect(try rows.value("geo", of: shop) == .null)
    }
}
