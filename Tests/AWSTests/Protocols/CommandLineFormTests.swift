import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// What `elastatus parse` and `elastatus api` print, over all that botocore publishes.
@Suite("The form of the AWS command line")
struct CommandLineFormTests {
    @Test("prints botocore's results of its own answers", arguments: PublishedAnswerTests.answers)
    func answer(file: String) throws {
        let (model, operation) = try PublishedAnswerTests.operation(file)
        let folder = PublishedAnswerTests.folder
        let response = HTTPResponse(status: 200, body: try Published.bytes(folder.appending(path: file)))
        guard case .output(let printed, _) = try model.printed(operation, response) else {
            Issue.record("an error")
            return
        }
        var expected = try #require(PublishedAnswerTests.expected(file).object)
        expected["ResponseMetadata"] = nil
        let normalized = operation.output.map { Value.object(expected).normalized($0) } ?? .object(expected)
        let form = CommandLineForm(operation, of: model).page(normalized)
        #expect(printed == form, "\(printed.text)\nexpected\n\(form.text)")
        if let output = operation.output { #expect(printed.isOrdered(by: output), "\(printed.text)") }
        #expect(!printed.text.contains(#":00Z""#))
    }

    @Test("policies and templates are documents, as botocore's handlers make them", arguments: handled)
    func special(file: String) throws {
        let (model, operation) = try PublishedAnswerTests.operation(file)
        let folder = PublishedAnswerTests.folder
        let response = HTTPResponse(status: 200, body: try Published.bytes(folder.appending(path: file)))
        guard case .output(let printed, _) = try model.printed(operation, response) else {
            Issue.record("an error")
            return
        }
        let text = printed.text
        #expect(text.contains(#"Document":{"#) || text.contains(#""TemplateBody":{"#), "\(text)")
        #expect(!text.contains("%7B"))
    }

    static let handled = PublishedAnswerTests.special.sorted()

    @Test("prints the results of the protocol suites", arguments: ProtocolOutputTests.agreeing)
    func shared(_ example: ProtocolCase) throws {
        let model = try example.model()
        let operation = try #require(model.operations[example.operationName])
        switch try model.printed(operation, example.response) {
        case .fault(let fault):
            #expect(example.body["error"] != nil)
            #expect(fault.code == example.body["errorCode"]?.string)
        case .output(let printed, _):
            let expected = try #require(example.body["result"])
            let normalized = operation.output.map { expected.normalized($0) } ?? expected
            let form = CommandLineForm(operation, of: model).page(normalized)
            #expect(printed.withPlainNumbers == form.withPlainNumbers, "\(printed.text)\nexpected\n\(form.text)")
        }
    }

    @Test("reads SQS in both of its languages")
    func bothLanguages() throws {
        let store = try ModelStore(directories: [ModelStoreTests.builtIn])
        func printed(_ name: String, _ body: String) throws -> String {
            let name = OperationName(service: "sqs", operation: name)
            let answer = try store.model(of: "sqs").printed(
                store.operation(named: name), HTTPResponse(status: 200, body: Array(body.utf8)))
            guard case .output(let output, _) = answer else { return "\(answer)" }
            return output.text
        }
        let urls = #"{"QueueUrls":["https://q/1","https://q/2"]}"#
        let listed = """
            <ListQueuesResponse><ListQueuesResult><QueueUrl>https://q/1</QueueUrl><QueueUrl>https://q/2</QueueUrl>\
            </ListQueuesResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListQueuesResponse>
            """
        #expect(try printed("ListQueues", urls) == urls)
        #expect(try printed("ListQueues", listed) == urls)
        let attributes = #"{"Attributes":{"VisibilityTimeout":"30","DelaySeconds":"0"}}"#
        let described = """
            <GetQueueAttributesResponse><GetQueueAttributesResult><Attribute><Name>VisibilityTimeout</Name>\
            <Value>30</Value></Attribute><Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute>\
            </GetQueueAttributesResult></GetQueueAttributesResponse>
            """
        #expect(try printed("GetQueueAttributes", attributes) == attributes)
        #expect(try printed("GetQueueAttributes", described) == attributes)
        #expect(
            try printed("ListQueues", "<ErrorResponse><Error><Code>X</Code></Error></ErrorResponse>").contains("fault"))
    }

    @Test(
        "writes times as the command line does",
        arguments: [
            ("1700000000", "2023-11-14T22:13:20+00:00"), ("1700000000.25", "2023-11-14T22:13:20.250000+00:00"),
            ("1700000000.123456", "2023-11-14T22:13:20.123456+00:00"), (#""no time""#, "no time"),
        ])
    func times(wire: String, printed: String) throws {
        let store = try ModelStore(directories: [ModelStoreTests.builtIn])
        let name = OperationName(service: "dynamodb", operation: "DescribeTable")
        let body = #"{"Table":{"CreationDateTime":\#(wire)}}"#
        let answer = try store.model(of: "dynamodb").printed(
            store.operation(named: name), HTTPResponse(status: 200, body: Array(body.utf8)))
        guard case .output(let output, _) = answer else {
            Issue.record("an error")
            return
        }
        #expect(output["Table"]?["CreationDateTime"]?.string == printed)
    }

    /// What boto3 1.44.5 gives for these answers: IAM's documents are unquoted, a template is read as it is.
    @Test("escapes are taken from IAM's documents alone")
    func escapes() throws {
        let store = try ModelStore(directories: [ModelStoreTests.builtIn])
        func printed(_ service: String, _ operation: String, _ member: String, _ text: String) throws -> Value {
            let body = """
                <\(operation)Response><\(operation)Result><\(member)>\(text)</\(member)></\(operation)Result></\(operation)Response>
                """
            let answer = try store.model(of: service).printed(
                store.operation(named: OperationName(service: service, operation: operation)),
                HTTPResponse(status: 200, body: Array(body.utf8)))
            guard case .output(let output, _) = answer else { throw APIError(.badResponse, "\(answer)") }
            return try #require(output[member])
        }
        let escaped = #"{"a":"100%25 of %7Bx%7D"}"#
        #expect(try printed("cloudformation", "GetTemplate", "TemplateBody", escaped) == ["a": "100%25 of %7Bx%7D"])
        #expect(
            try printed("cloudformation", "GetTemplate", "TemplateBody", "%7B%22a%22%3A1%7D") == "%7B%22a%22%3A1%7D")
        #expect(try printed("iam", "GetRolePolicy", "PolicyDocument", escaped) == ["a": "100% of {x}"])
        #expect(
            try printed("iam", "GetRolePolicy", "PolicyDocument", "%7B%22a%22%3A%22%+1%2%zz%22%7D") == ["a": "%+1%2%zz"]
        )
        #expect(try printed("iam", "GetRolePolicy", "PolicyDocument", "no%20JSON") == "no%20JSON")
    }

    @Test("where botocore knows no pages, the members of the whole are printed")
    func derived() throws {
        let store = try ModelStore(directories: [ModelStoreTests.builtIn])
        let operation = try store.operation(named: OperationName(service: "mq", operation: "ListUsers"))
        #expect(operation.pagination?.isDerived == true)
        let form = CommandLineForm(operation, of: try store.model(of: "mq"))
        let whole = form.whole(["Users": [["Username": "u"]], "BrokerId": "b", "MaxResults": 100])
        #expect(whole.text == #"{"BrokerId":"b","MaxResults":100,"Users":[{"Username":"u"}]}"#)
    }

    @Test("of a paged call only what its paginator joins and keeps is printed, in that order")
    func whole() throws {
        let store = try ModelStore(directories: [ModelStoreTests.builtIn])
        let name = OperationName(service: "s3", operation: "ListObjectsV2")
        let operation = try store.operation(named: name)
        let form = CommandLineForm(operation, of: try store.model(of: "s3"))
        let whole = form.whole([
            "Name": "b", "Prefix": "p", "KeyCount": 1, "Contents": [["Size": 1, "Key": "k"]],
            "CommonPrefixes": [["Prefix": "p/"]],
        ])
        #expect(
            whole.text
                == #"{"Contents":[{"Key":"k","Size":1}],"CommonPrefixes":[{"Prefix":"p/"}],"#
                + #""RequestCharged":null,"Prefix":"p"}"#)
    }
}

extension ProtocolCase {
    /// The answer that the case gives.
    fileprivate var response: HTTPResponse {
        let given = body["response"]
        let headers = (given?["headers"]?.object ?? [:]).map { HTTPHeader($0.key, $0.value.string ?? "") }
        return HTTPResponse(
            status: given?["status_code"]?.integer ?? 200,
            headers: headers.map { HTTPHeader($0.name.lowercased(), $0.value) },
            body: Array((given?["body"]?.string ?? (file == "query" ? "<XResponse/>" : "")).utf8))
    }
}

extension Value {
    /// Whether every structure's members stand in the order of the model.
    fileprivate func isOrdered(by shape: Shape) -> Bool {
        switch (shape.kind, self) {
        case (.structure, .object(let object)):
            let places = object.compactMap { member in shape.members.firstIndex { $0.name == member.key } }
            let isOrdered = places == places.sorted()
            return isOrdered
                && object.allSatisfy { member in shape.member(member.key).map { member.value.isOrdered(by: $0) } ?? true
                }
        case (.list, .array(let elements)):
            return shape.listMember.map { element in elements.allSatisfy { $0.isOrdered(by: element) } } ?? true
        case (.map, .object(let object)):
            return shape.mapValue.map { value in object.allSatisfy { $0.value.isOrdered(by: value) } } ?? true
        default: return true
        }
    }
}
