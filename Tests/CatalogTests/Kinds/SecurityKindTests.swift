import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Certificates and roles")
struct SecurityKindTests {
    private static func certificates() throws -> Rows {
        try Rows(outputs: [
            "acm:ListCertificates": { _ in
                [
                    "CertificateSummaryList": [
                        [
                            "CertificateArn": "arn:aws:acm:us-east-1:1:certificate/used",
                            "DomainName": "shop.example.com",
                            "Status": "ISSUED", "NotAfter": "2026-11-28T12:00:00Z", "KeyAlgorithm": "EC_prime256v1",
                            "RenewalEligibility": "ELIGIBLE", "CreatedAt": "2025-10-28T12:00:00Z",
                        ],
                        [
                            "CertificateArn": "arn:aws:acm:us-east-1:1:certificate/new",
                            "DomainName": "new.example.com",
                            "Status": "PENDING_VALIDATION", "RenewalEligibility": "INELIGIBLE",
                        ],
                        ["CertificateArn": "arn:aws:acm:us-east-1:1:certificate/secret", "DomainName": "secret"],
                    ]
                ]
            },
            "acm:DescribeCertificate": { input throws(APIError) in
                switch input["CertificateArn"]?.string?.split(separator: "/").last {
                case "used":
                    return [
                        "Certificate": [
                            "InUseBy": [
                                "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/1",
                                "arn:aws:cloudfront::1:distribution/E1",
                                "arn:aws:apigateway:us-east-1::/domainnames/api.example.com",
                            ],
                            "SubjectAlternativeNames": ["shop.example.com", "*.shop.example.com"],
                            "RenewalSummary": ["RenewalStatus": "PENDING_VALIDATION"],
                            "DomainValidationOptions": [
                                [
                                    "ValidationMethod": "DNS", "ValidationStatus": "SUCCESS",
                                    "ResourceRecord": ["Name": "_a.example.com.", "Type": "CNAME", "Value": "_b.aws."],
                                ]
                            ],
                        ]
                    ]
                case "new": return ["Certificate": ["InUseBy": []]]
                default: throw APIError(.denied, "no")
                }
            },
        ])
    }

    @Test("a certificate tells when it ends, how its renewal stands and who uses it")
    func certificate() async throws {
        let rows = try Self.certificates()
        let row = try await rows.row("acm", "arn:aws:acm:us-east-1:1:certificate/used")
        #expect(row.name == "shop.example.com")
        #expect(row.state == "ISSUED")
        for (column, value) in [
            ("expires_at", "2026-11-28T12:00:00Z"), ("renewal", "PENDING_VALIDATION"), ("eligible", true),
            (
                "used_by",
                ["loadbalancer/app/shop/1", "distribution/E1", "/domainnames/api.example.com"]
            ),
            ("load_balancers", ["shop"]), ("distributions", ["E1"]), ("validation", "DNS"),
            ("names", ["shop.example.com", "*.shop.example.com"]),
            ("records", ["SUCCESS _a.example.com. CNAME _b.aws."]),
        ] as [(String, Value)] {
            #expect(try rows.value(column, of: row) == value, "\(column)")
        }
    }

    @Test("one that is not issued yet has no end, and one that may not be read says so")
    func unknown() async throws {
        let rows = try Self.certificates()
        let new = try await rows.row("acm", "arn:aws:acm:us-east-1:1:certificate/new")
        #expect(try rows.value("expires_at", of: new) == .null)
        #expect(try rows.value("eligible", of: new) == false)
        let secret = try await rows.row("acm", "arn:aws:acm:us-east-1:1:certificate/secret")
        #expect(secret.problems == [RowProblem(call: "DescribeCertificate", code: .denied)])
        #expect(secret.state == nil)
        #expect(try rows.value("eligible", of: secret) == .null)
    }

    @Test("all kinds of keys are asked for")
    func keyTypes() async throws {
        let rows = try Self.certificates()
        _ = try await rows.of("acm")
        let call = try #require(rows.aws.calls.first { $0.operation.operation == "ListCertificates" })
        #expect(call.input["Includes"]?["keyTypes"]?.array?.contains("EC_prime256v1") == true)
        #expect(call.input["Includes"]?["keyTypes"]?.array?.count == 7)
    }

    /// As IAM writes them: percent-encoded.
    private static func encoded(_ policy: String) -> Value {
        .string(policy.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined())
    }

    @Test(
        "a role tells whom it trusts, however the policy is written",
        arguments: [
            (
                #"{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"}}]}"#,
                ["ecs.amazonaws.com"]
            ),
            (
                #"{"Statement": {"Effect": "Allow", "Principal": {"Service": ["a.amazonaws.com", "b.amazonaws.com"], "AWS": "arn:aws:iam::210987654321:root"}}}"#,
                ["arn:aws:iam::210987654321:root", "a.amazonaws.com", "b.amazonaws.com"]
            ),
            (#"{"Statement": [{"Effect": "Allow", "Principal": "*"}]}"#, ["*"]),
            (
                #"{"Statement": [{"Effect": "Deny", "Principal": {"AWS": "1"}}, {"Effect": "Allow", "Principal": {"Federated": "cognito-identity.amazonaws.com"}}]}"#,
                ["cognito-identity.amazonaws.com"]
            ),
            ("no policy at all", []),
        ] as [(String, Value)])
    func trust(_ policy: String, _ trusted: Value) async throws {
        let rows = try Rows(outputs: [
            "iam:ListRoles": { _ in
                [
                    "Roles": [
                        [
                            "RoleName": "app", "Path": "/aws-service-role/x/", "Arn": "arn:aws:iam::1:role/x/app",
                            "CreateDate": "2025-01-02T03:04:05Z", "MaxSessionDuration": 3600,
                            "AssumeRolePolicyDocument": Self.encoded(policy),
                        ]
                    ]
                ]
            }
        ])
        let row = try await rows.row("iam-role", "app")
        #expect(try rows.value("trusts", of: row) == trusted)
        #expect(try rows.value("service_linked", of: row) == true)
        #expect(try rows.value("max_session", of: row) == 3600)
        #expect(rows.kinds.kind("iam-role")?.isGlobal == true)
    }

    @Test("accounts are told by their numbers")
    func accounts() async throws {
        let policy =
            #"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::210987654321:user/zoe", "123456789012", "AIDAEXAMPLE"]}, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}"#
        let rows = try Rows(outputs: [
            "iam:ListRoles": { _ in
                ["Roles": [["RoleName": "app", "Path": "/", "AssumeRolePolicyDocument": Self.encoded(policy)]]]
            }
        ])
        let row = try await rows.row("iam-role", "app")
        #expect(try rows.value("trusted_accounts", of: row) == ["210987654321", "123456789012", "AIDAEXAMPLE"])
        #expect(try rows.value("conditional", of: row) == true)
    }
}
