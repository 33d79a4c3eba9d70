import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Answers that are not as they should be")
struct AnswerTests {
    private static let models = try? ModelStore(directories: [Sources.root.appending(path: "models").path()])

    private func answer(
        _ service: String, _ operation: String, _ body: String, status: Int = 200, headers: [HTTPHeader] = []
    ) throws -> WireAnswer<Value> {
        let store = try #require(Self.models)
        let found = try store.operation(named: OperationName(service: service, operation: operation))
        return try store.model(of: service).answer(
            to: found, HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
    }

    private func output(_ service: String, _ operation: String, _ body: String) throws -> Value? {
        guard case .output(let output, _) = try answer(service, operation, body) else { return nil }
        return output
    }

    private func fault(
        _ service: String, _ operation: String, _ body: String, status: Int = 400, headers: [HTTPHeader] = []
    ) throws -> WireFault? {
        guard case .fault(let fault) = try answer(service, operation, body, status: status, headers: headers) else {
            return nil
        }
        return fault
    }

    @Test(
        "garbage is a bad response, whatever it is",
        arguments: [
            ("ec2", "DescribeInstances"), ("rds", "DescribeDBInstances"), ("dynamodb", "ListTables"),
            ("route53", "ListHostedZones"), ("lambda", "ListFunctions"),
        ],
        [
            "", "<html><body>Welcome to the hotel</body></html>", "<!DOCTYPE html><html></html>", "Bad Gateway",
            "{\"a\":", "<DescribeInstancesResponse><reservationSet>", "[1,2]", "null", "\u{0}\u{1}", "<HTML/>",
        ])
    func garbage(operation: (String, String), body: String) {
        let error = #expect(throws: APIError.self) { try answer(operation.0, operation.1, body) }
        #expect(error?.code == .badResponse)
        #expect((error?.message.count ?? 0) < 300)
        #expect(error?.message.contains { $0.isASCII && $0 < " " } == false)
    }

    @Test("another operation's answer is none, and never an empty one")
    func wrongRoot() {
        #expect(throws: APIError.self) { try answer("dynamodb", "ListTables", #"{"Queues":[]}"#) }
        #expect(throws: APIError.self) { try answer("lambda", "ListFunctions", #"{"message":null}"#) }
        #expect(throws: APIError.self) { try answer("route53", "ListHostedZones", "<a><b>1</b></a>") }
        #expect(throws: APIError.self) {
            try answer("rds", "DescribeDBInstances", "<DescribeDBClustersResponse></DescribeDBClustersResponse>")
        }
        #expect(throws: APIError.self) { try answer("ec2", "DescribeInstances", "<reservationSet/>") }
        #expect(throws: APIError.self) {
            try answer(
                "ec2", "DescribeInstances",
                "<DescribeVolumesResponse><requestId>r</requestId></DescribeVolumesResponse>")
        }
        #expect(throws: APIError.self) {
            try answer(
                "ec2", "DescribeInstances",
                "<DescribeInstancesResponse><status>log in</status></DescribeInstancesResponse>")
        }
        #expect(throws: APIError.self) {
            try answer(
                "rds", "DescribeDBInstances",
                "<DescribeDBInstancesResponse><DescribeDBInstancesResult><x/></DescribeDBInstancesResult></DescribeDBInstancesResponse>"
            )
        }
    }

    @Test("a broken answer is not quoted: it holds somebody's data")
    func broken() {
        let error = #expect(throws: APIError.self) {
            try answer("ec2", "DescribeInstances", "<DescribeInstancesResponse><tag>secret</tag>")
        }
        #expect(error?.message.contains("secret") == false)
    }

    @Test("an error may come with a good status")
    func goodStatus() throws {
        let ec2 =
            "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>m</Message></Error></Errors></Response>"
        #expect(try fault("ec2", "DescribeInstances", ec2, status: 200)?.code == "RequestLimitExceeded")
        let query = "<ErrorResponse><Error><Code>Throttling</Code></Error><RequestId>r</RequestId></ErrorResponse>"
        #expect(try fault("rds", "DescribeDBInstances", query, status: 200)?.code == "Throttling")
        #expect(try fault("s3", "ListBuckets", "<Error><Code>SlowDown</Code></Error>", status: 200)?.code == "SlowDown")
        let json = #"{"__type":"com.amazon.coral#ThrottlingException","message":"m"}"#
        #expect(try fault("dynamodb", "ListTables", json, status: 200)?.code == "ThrottlingException")
    }

    @Test("errors come in many forms")
    func faults() throws {
        let xml =
            "<ErrorResponse xmlns=\"u\"><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
        #expect(try fault("dynamodb", "ListTables", xml)?.code == "AccessDenied")
        #expect(try fault("lambda", "ListFunctions", xml)?.message == "no")
        let header = [HTTPHeader("x-amzn-errortype", "ThrottledException:http://internal.amazon.com/coral/")]
        let lambda = try fault("lambda", "ListFunctions", #"{"Message":"slow"}"#, status: 429, headers: header)
        #expect(lambda == WireFault(code: "ThrottledException", message: "slow"))
        let old = [HTTPHeader("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender")]
        let sqs = try fault(
            "sqs", "GetQueueAttributes", #"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"gone"}"#,
            headers: old)
        #expect(sqs?.code == "AWS.SimpleQueueService.NonExistentQueue")
        let id = [HTTPHeader("x-amzn-requestid", "id-1")]
        #expect(try fault("rds", "DescribeDBInstances", "", status: 503, headers: id) == WireFault(requestID: "id-1"))
        #expect(try fault("s3", "ListBuckets", "<html>Bad</html>", status: 502) == WireFault())
        #expect(try fault("ec2", "DescribeInstances", "nonsense", status: 500) == WireFault())
        let elsewhere = #expect(throws: APIError.self) { try fault("s3", "ListBuckets", "", status: 301) }
        #expect(elsewhere?.code == .badResponse)
        let moved = "<Error><Code>PermanentRedirect</Code></Error>"
        #expect(try fault("s3", "ListBuckets", moved, status: 301)?.code == "PermanentRedirect")
    }

    @Test("a number that is none does not lose the document")
    func numbers() throws {
        let body = """
            <DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance>
            <AllocatedStorage>many</AllocatedStorage><Iops> 12 </Iops><BackupRetentionPeriod>99999999999999999999
            </BackupRetentionPeriod><MultiAZ>true</MultiAZ><InstanceCreateTime>2026-11-20T13:37:00.000Z
            </InstanceCreateTime></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>
            """
        let instance = try output("rds", "DescribeDBInstances", body)?["DBInstances"]?[0]
        #expect(instance?["AllocatedStorage"] == "many")
        #expect(instance?["Iops"] == 12)
        #expect(instance?["BackupRetentionPeriod"]?.string?.hasPrefix("9999") == true)
        #expect(instance?["MultiAZ"] == true)
    }

    @Test("lists are empty when they are there and absent when they are not")
    func lists() throws {
        let body = "<DescribeInstancesResponse><requestId>r</requestId><reservationSet/></DescribeInstancesResponse>"
        #expect(try output("ec2", "DescribeInstances", body) == ["Reservations": []])
        let none = "<DescribeInstancesResponse><requestId>r</requestId></DescribeInstancesResponse>"
        #expect(try output("ec2", "DescribeInstances", none) == [:])
    }

    @Test("members that the model does not know are kept as they are written")
    func unknown() throws {
        let body = """
            <DescribeInstancesResponse><requestId>r</requestId><reservationSet><item><instancesSet><item>
            <instanceId>i-1</instanceId><novelty><item><a>1</a></item><item><a>2</a></item></novelty><mood>good</mood>
            </item></instancesSet></item></reservationSet></DescribeInstancesResponse>
            """
        let instance = try output("ec2", "DescribeInstances", body)?["Reservations"]?[0]?["Instances"]?[0]
        #expect(instance == ["InstanceId": "i-1", "novelty": [["a": "1"], ["a": "2"]], "mood": "good"])
        let json = try output(
            "dynamodb", "ListTables", #"{"TableNames":["a"],"Novelty":{"x":[1]},"LastEvaluatedTableName":null}"#)
        #expect(json == ["TableNames": ["a"], "Novelty": ["x": [1]]])
    }

    @Test("secrets never come out of the reader")
    func withheld() throws {
        let json =
            #"{"Functions":[{"FunctionName":"f","Environment":{"Variables":{"PASSWORD":"hunter2","MODE":"x"}}}]}"#
        let function = try output("lambda", "ListFunctions", json)?["Functions"]?[0]
        #expect(function?["Environment"]?["Variables"] == ["PASSWORD": "(withheld)", "MODE": "(withheld)"])
        let xml = """
            <DescribeLaunchConfigurationsResponse><DescribeLaunchConfigurationsResult><LaunchConfigurations><member>
            <LaunchConfigurationName>n</LaunchConfigurationName><UserData>aHVudGVyMg==</UserData></member>
            </LaunchConfigurations></DescribeLaunchConfigurationsResult></DescribeLaunchConfigurationsResponse>
            """
        let launch = try output("autoscaling", "DescribeLaunchConfigurations", xml)?["LaunchConfigurations"]?[0]
        #expect(launch == ["LaunchConfigurationName": "n", "UserData": "(withheld)"])
    }

    @Test("JSON's times become texts, too")
    func times() throws {
        let body = #"{"Table":{"CreationDateTime":1.421866952062E9,"TableName":"t","ItemCount":3}}"#
        let table = try output("dynamodb", "DescribeTable", body)?["Table"]
        #expect(table == ["CreationDateTime": "2015-01-21T19:02:32.062Z", "TableName": "t", "ItemCount": 3])
    }
}
