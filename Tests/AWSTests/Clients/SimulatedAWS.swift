import Document
import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// The simulated AWS of the demo with a few resources in it, and what boto3 reads there.
final class SimulatedAWS: Sendable {
    let url: String
    /// By `service:Operation`: what boto3's paginators give for the same question.
    let expected: Value
    let client: AWSClient
    private let server: PythonServer
    private let http: HTTPClient

    /// Started by the first test that asks, shared by all, ended with the process.
    static var shared: SimulatedAWS {
        get async throws { try await starting.value }
    }

    /// Starting takes seconds of waiting, which is no work for the threads that the tests share.
    private static let starting = Task {
        try await withCheckedThrowingContinuation { continuation in
            startThread { continuation.resume(with: Result { try SimulatedAWS() }) }
        }
    }

    private init() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "elastatus-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        server = try PythonServer(["-c", Self.script, file.path()])
        url = "http://127.0.0.1:\(server.ports[0])"
        expected = try Value(json: Array(Data(contentsOf: file)))
        http = try HTTPClient()
        client = try Self.client(Self.accounts(url), http: http)
    }

    static let keys = AccountAccess.Source.keys(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        sessionToken: nil)

    private static func accounts(_ url: String) -> [AccountAccess] {
        func access(
            _ name: String, _ source: AccountAccess.Source, expecting number: String? = nil
        ) -> AccountAccess {
            AccountAccess(name: name, source: source, expectedAccountID: number, endpointURL: url)
        }
        func role(_ number: String, _ externalID: String?) -> AccountAccess.Source {
            .role(arn: "arn:aws:iam::\(number):role/reader", externalID: externalID, base: keys)
        }
        return [
            access("keys", keys, expecting: "123456789012"),
            access("role", role("483920175566", "x-1"), expecting: "483920175566"),
            access("stranger", role("483920175566", "x-2")),
            access("mistaken", keys, expecting: "999999999999"),
            access(
                "forger",
                .keys(accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "guess", sessionToken: nil)),
            access("unknown", .keys(accessKeyID: "AKIAUNKNOWN", secretAccessKey: "guess", sessionToken: nil)),
        ]
    }

    private static func client(_ accounts: [AccountAccess], http: HTTPClient) throws -> AWSClient {
        let models = try ModelStore(directories: [Sources.root.appending(path: "models").path()])
        return AWSClient(
            accounts: accounts, models: models, partitions: try Partitions(models.partitions()), http: http,
            environment: HostEnvironment())
    }

    /// Asks for one operation with ten minutes' patience.
    func call(
        _ operation: String, _ input: Object = [:], account: String = "keys", region: String = "eu-west-1",
        within time: Duration = .seconds(600)
    ) async throws(APIError) -> APIResult {
        let words = operation.split(separator: ":")
        return try await client.call(
            APICall(
                OperationName(service: String(words[0]), operation: String(words[1])), input: input, account: account,
                region: region, deadline: .now + time))
    }

    /// The error of a call that must fail.
    func failure(
        _ operation: String, account: String = "keys", region: String, within time: Duration = .seconds(600)
    ) async -> APIError? {
        do throws(APIError) {
            _ = try await call(operation, account: account, region: region, within: time)
            return nil
        } catch {
            return error
        }
    }

    /// Tells the simulated AWS to go wrong in `region`, which no other test uses.
    func fault(_ fault: String, region: String, service: String = "*", times: Int? = nil) async throws {
        var rule: Object = ["fault": .string(fault), "region": .string(region), "service": .string(service)]
        if let times { rule["times"] = .integer(times) }
        let response = try await http.send(
            HTTPRequest(
                method: "POST", url: "\(url)/-/world/faults", headers: [HTTPHeader("Content-Type", "application/json")],
                body: Value.object(rule).json()), deadline: .now + .seconds(600))
        try #require(response.status < 300, "\(String(decoding: response.body, as: UTF8.self))")
    }

    private static let script = #"""
        import datetime, json, sys, threading
        sys.path.insert(0, "demo")
        import boto3
        from botocore.config import Config
        from world.application import World
        from world.server import serve

        world = World(42)
        server = serve(world, "127.0.0.1", 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        region = "eu-west-1"

        def client(service):
            return boto3.client(
                service, region_name=region, endpoint_url=url, aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
                aws_secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                config=Config(retries={"max_attempts": 0}))

        ec2, sqs, dynamodb, route53, rds, elbv2, sns, cloudformation, autoscaling, cloudwatch, elb = map(client, (
            "ec2", "sqs", "dynamodb", "route53", "rds", "elbv2", "sns", "cloudformation", "autoscaling", "cloudwatch", "elb"))
        image = ec2.register_image(Name="image")["ImageId"]
        ec2.run_instances(ImageId=image, MinCount=7, MaxCount=7, TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "<b>&amp; \"ü\" \U0001F600"}]}])
        for number in range(7):
            sqs.create_queue(QueueName=f"queue-{number}", tags={"k": "é & <"})
            sns.create_topic(Name=f"topic-{number}")
            dynamodb.create_table(
                TableName=f"table-{number}", BillingMode="PAY_PER_REQUEST",
                KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}])
            rds.create_db_instance(
                DBInstanceIdentifier=f"db-{number}", DBInstanceClass="db.t3.micro", Engine="postgres",
                AllocatedStorage=20, MasterUsername="u", MasterUserPassword="p" * 8)
        zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
        route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [
            {"Action": "CREATE", "ResourceRecordSet": {
                "Name": f"\\052.n{number}.example.com", "Type": "A", "TTL": 60,
                "ResourceRecords": [{"Value": f"10.0.0.{number % 250}"}]}} for number in range(230)]})

        s3 = client("s3")
        for bucket in ("plain-bucket", "dotted.bucket"):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
            s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [{"Key": "name", "Value": bucket}]})

        answers = {}

        def read(service, operation, **parameters):
            method = "".join("_" + c.lower() if c.isupper() else c for c in operation).lstrip("_")
            method = {"describe_d_b_instances": "describe_db_instances"}.get(method, method)
            if service.can_paginate(method):
                answer = service.get_paginator(method).paginate(**parameters).build_full_result()
            else:
                answer = getattr(service, method)(**parameters)
                answer.pop("ResponseMetadata")
            answers[f"{service.meta.service_model.service_name}:{operation}"] = {"input": parameters, "output": answer}

        read(ec2, "DescribeInstances")
        read(ec2, "DescribeRegions")
        read(ec2, "DescribeVpcs")
        read(ec2, "DescribeSecurityGroups")
        read(sqs, "ListQueues", MaxResults=3)
        read(sqs, "GetQueueAttributes", QueueUrl=sqs.get_queue_url(QueueName="queue-0")["QueueUrl"], AttributeNames=["All"])
        read(sns, "ListTopics")
        read(dynamodb, "ListTables", Limit=2)
        read(dynamodb, "DescribeTable", TableName="table-0")
        read(rds, "DescribeDBInstances", MaxRecords=20)
        read(route53, "ListHostedZones")
        read(route53, "ListResourceRecordSets", HostedZoneId=zone)
        read(elbv2, "DescribeLoadBalancers")
        read(cloudformation, "DescribeStacks")
        read(autoscaling, "DescribeAutoScalingGroups")
        read(cloudwatch, "DescribeAlarms")
        read(elb, "DescribeLoadBalancers")
        read(s3, "GetBucketTagging", Bucket="plain-bucket")
        read(s3, "GetBucketLocation", Bucket="plain-bucket")

        def text(value):
            if isinstance(value, datetime.datetime):
                moment = value.astimezone(datetime.timezone.utc)
                micro = moment.microsecond
                fraction = f".{micro:06}" if micro % 1000 else f".{micro // 1000:03}" if micro else ""
                return moment.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"
            raise TypeError(type(value))

        with open(sys.argv[1], "w") as file:
            json.dump(answers, file, default=text)
        world.roles.add({"arn:aws:iam::483920175566:role/reader": "x-1"})
        world.signatures.add({"AKIAIOSFODNN7EXAMPLE": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"})  # checked from now on
        print(server.server_port, flush=True)
        threading.Event().wait()
        """#
}
