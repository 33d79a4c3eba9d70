import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Requests")
struct RequestTests {
    private static let models = try? ModelStore(directories: [Sources.root.appending(path: "models").path()])

    private func request(_ service: String, _ operation: String, _ input: Object = [:]) throws -> WireRequest {
        let store = try #require(Self.models)
        let found = try store.operation(named: OperationName(service: service, operation: operation))
        return try store.model(of: service).request(found, input: input)
    }

    @Test("query and ec2 are forms")
    func forms() throws {
        let rds = try request(
            "rds", "DescribeDBInstances", ["MaxRecords": 100, "Filters": [["Name": "a b", "Values": ["ü"]]]])
        #expect(
            String(decoding: rds.body, as: UTF8.self)
                == "Action=DescribeDBInstances&Version=2014-10-31&MaxRecords=100&Filters.Filter.1.Name=a%20b&Filters.Filter.1.Values.Value.1=%C3%BC"
        )
        let ec2 = try request(
            "ec2", "DescribeInstances", ["MaxResults": "1000", "InstanceIds": ["i-1"], "DryRun": false])
        #expect(
            String(decoding: ec2.body, as: UTF8.self)
                == "Action=DescribeInstances&Version=2016-11-15&MaxResults=1000&InstanceId.1=i-1&DryRun=false")
        #expect(ec2.method == "POST" && ec2.path == "/" && ec2.query.isEmpty)
    }

    @Test("json names its operation in a header")
    func json() throws {
        let request = try request("sqs", "ListQueues", ["MaxResults": "1000"])
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"MaxResults":1000}"#)
        #expect(request.headers.contains { $0.name == "X-Amz-Target" && $0.value == "AmazonSQS.ListQueues" })
        #expect(request.headers.contains { $0.name == "Content-Type" && $0.value == "application/x-amz-json-1.0" })
        #expect(request.headers.contains { $0.name == "x-amzn-query-mode" })
    }

    @Test("rest puts members in the path and the query")
    func rest() throws {
        let records = try request(
            "route53", "ListResourceRecordSets",
            ["HostedZoneId": "/hostedzone/Z1 2", "MaxItems": 300, "StartRecordName": "a*.example.com."])
        #expect(records.path == "/2013-04-01/hostedzone/Z1%202/rrset")
        #expect(records.query == "maxitems=300&name=a%2A.example.com.")
        #expect(records.method == "GET" && records.body.isEmpty)
        let tags = try request("s3", "GetBucketTagging", ["Bucket": "b"])
        // The endpoint holds the bucket.
        #expect(tags.path == "" && tags.query == "tagging")
        let document = try request("s3", "ListObjectsV2", ["Bucket": "b", "Prefix": "a b"])
        #expect(document.path == "" && document.query == "list-type=2&prefix=a%20b")
        #expect(try request("s3", "ListBuckets", ["MaxBuckets": 1000]).query == "max-buckets=1000")
        let apis = try request("apigateway", "GetRestApis", ["limit": 500])
        #expect(apis.headers.contains { $0.name == "Accept" && $0.value == "application/json" })
    }

    @Test("members without a value are left out")
    func nulls() throws {
        let request = try request("rds", "DescribeDBInstances", ["Marker": nil])
        #expect(String(decoding: request.body, as: UTF8.self) == "Action=DescribeDBInstances&Version=2014-10-31")
    }

    private static let wrong: [(service: String, operation: String, input: Object, message: String)] = [
        ("rds", "DescribeDBInstances", ["Max": 1], "rds:DescribeDBInstances: there is no Max in "),
        ("rds", "DescribeDBInstances", ["Filters": [["Nam": "x"]]], "Filters[0]: there is no Nam in Filter"),
        ("rds", "DescribeDBInstances", ["Filters": "x"], "Filters: wants a list"),
        ("dynamodb", "DescribeTable", [:], "dynamodb:DescribeTable: needs TableName"),
        ("dynamodb", "DescribeTable", ["TableName": nil], "needs TableName"),
        ("dynamodb", "DescribeTable", ["TableName": ["a"]], "TableName: wants a single value"),
        ("s3", "GetBucketTagging", ["Bucket": ""], "needs Bucket"),
        ("route53", "ListResourceRecordSets", [:], "needs HostedZoneId"),
    ]

    @Test("an input that the operation does not take is refused, with its place", arguments: 0..<8)
    func faults(index: Int) {
        let (service, operation, input, message) = Self.wrong[index]
        let error = #expect(throws: APIError.self) { try request(service, operation, input) }
        #expect(error?.code == .refused)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test("the same input gives the same bytes")
    func deterministic() throws {
        let input: Object = ["Filters": [["Name": "a", "Values": ["1", "2"]]], "MaxResults": 5]
        #expect(try request("ec2", "DescribeVolumes", input) == request("ec2", "DescribeVolumes", input))
    }
}
