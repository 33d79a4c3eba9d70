import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// Operations for which botocore has no paginator, with the models as they are shipped.
@Suite("Pages that botocore does not know")
struct DerivedPagesTests {
    private let time = FakeTime()

    /// What `operation` answers over an AWS that gives these bodies one after the other, and what that was asked.
    private func call(
        _ service: String, _ operation: String, _ input: Object = [:], _ bodies: [String]
    ) async throws -> (output: Value, requests: [HTTPRequest]) {
        let models = try ModelStore(directories: [ModelStoreTests.builtIn])
        let aws = FakeAWS { _, number throws(HTTPFailure) in .json(bodies[number - 1]) }
        let client = AWSClient(
            accounts: [
                AccountAccess(name: "a", source: .keys(accessKeyID: "K", secretAccessKey: "s", sessionToken: nil))
            ], models: models, partitions: try Partitions(models.partitions()), http: aws, time: time.keeper,
            date: { FakeTime.date }, jitter: { 1 })
        let result = try await client.call(
            APICall(
                OperationName(service: service, operation: operation), input: input, account: "a", region: "us-east-1",
                deadline: time.now + .seconds(3_600)))
        return (result.output, aws.requests)
    }

    @Test("the mappings of a domain name, as the kind api-domain asks for them")
    func mappings() async throws {
        let (output, requests) = try await call(
            "apigatewayv2", "GetApiMappings", ["DomainName": "d"],
            [#"{"items":[{"apiId":"1","stage":"s"}],"nextToken":"t"}"#, #"{"items":[{"apiId":"2","stage":"s"}]}"#])
        #expect(output["Items"]?.array?.compactMap { $0["ApiId"]?.string } == ["1", "2"])
        #expect(output["NextToken"] == nil)
        #expect(
            requests.map(\.url) == [
                "https://apigateway.us-east-1.amazonaws.com/v2/domainnames/d/apimappings",
                "https://apigateway.us-east-1.amazonaws.com/v2/domainnames/d/apimappings?nextToken=t",
            ])
    }

    @Test("RDS goes on by a marker in XML")
    func marker() async throws {
        func page(_ name: String, _ marker: String) -> String {
            """
            <DescribeDBShardGroupsResponse><DescribeDBShardGroupsResult><DBShardGroups><DBShardGroup>\
            <DBShardGroupIdentifier>\(name)</DBShardGroupIdentifier></DBShardGroup></DBShardGroups>\(marker)\
            </DescribeDBShardGroupsResult></DescribeDBShardGroupsResponse>
            """
        }
        let (output, requests) = try await call(
            "rds", "DescribeDBShardGroups", [:], [page("a", "<Marker>m/1</Marker>"), page("b", "")])
        #expect(output["DBShardGroups"]?.array?.compactMap { $0["DBShardGroupIdentifier"]?.string } == ["a", "b"])
        #expect(requests.last?.text.contains("Marker=m%2F1") == true)
    }

    @Test("a marker that repeats the question is no token; what is next is")
    func nextMarker() async throws {
        func page(_ id: String, _ isTruncated: Bool, _ markers: String) -> String {
            """
            <ListReusableDelegationSetsResponse><DelegationSets><DelegationSet><Id>/delegationset/\(id)</Id>\
            <NameServers/></DelegationSet></DelegationSets>\(markers)<IsTruncated>\(isTruncated)</IsTruncated>\
            <MaxItems>1</MaxItems></ListReusableDelegationSetsResponse>
            """
        }
        let (output, requests) = try await call(
            "route53", "ListReusableDelegationSets", [:],
            [
                page("A", true, "<Marker/><NextMarker>x</NextMarker>"),
                page("B", true, "<Marker>x</Marker><NextMarker>y</NextMarker>"), page("C", false, "<Marker>y</Marker>"),
            ])
        #expect(output["DelegationSets"]?.array?.count == 3)
        #expect(requests.map { $0.url.split(separator: "?").last?.hasPrefix("marker=") } == [false, true, true])
    }

    @Test("an answer whose pages nobody can ask for is none")
    func deep() async throws {
        let error = await #expect(throws: APIError.self) {
            try await call(
                "ecs", "DescribeGatewayResources", ["gateway": "g"], [#"{"gatewayResources":{},"nextToken":"t"}"#])
        }
        #expect(error?.code == .badResponse)
    }
}
