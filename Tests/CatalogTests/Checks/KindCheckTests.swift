import Testing

@testable import Catalog

/// What the service models do not bear out.
@Suite("Checking kinds against the models")
struct KindCheckTests {
    static let faults: [Fault] = [
        Fault(
            .unknownService, "service: rds", "service: rdx", at: "4:7", #"no model of the service "rdx""#, meant: "rds"),
        Fault(
            .unknownOperation, "list: DescribeDBInstances", "list: DescribeDBInstance", at: "4:7", "no read operation",
            meant: "DescribeDBInstances"),
        Fault(
            .unknownOperation, "call: ListTagsForResource", "call: DeleteDBInstance", at: "8:16", "no read operation"),
        Fault(
            .unknownOperation, "call: ListTagsForResource", "call: secretsmanager:GetSecretValue", at: "8:16",
            "no read operation"),
        Fault(
            .unknownInput, "MaxRecords: 100", "MaxRecord: 100", at: "5:21", #"takes no "MaxRecord""#,
            meant: "MaxRecords"),
        Fault(
            .unknownInput, "{ ResourceArns: DB", "{ ResourceArn: DB", at: "13:27", #"takes no "ResourceArn""#,
            meant: "ResourceArns"),
        Fault(
            .missingInput, "input: { ResourceName: DBInstanceArn }", "input: {}", at: "8:44", #"needs "ResourceName""#),
        Fault(
            .unknownMember, "host: Endpoint.Address", "host: Endpoint.Adress", at: "27:31",
            #"Endpoint has no member "Adress""#, meant: "Address"),
        Fault(.unknownMember, "value: Engine,", "value: Engine.Name,", at: "29:21", "which has no members"),
        Fault(
            .unknownMember, "items: DBInstances[]", "items: DBInstance[]", at: "6:8", #"no member "DBInstance""#,
            meant: "DBInstances"),
        Fault(
            .unknownMember, "state: DBInstanceStatus", "state: Status", at: "23:8",
            #"DBInstance has no member "Status""#, meant: "StatusInfos"),
        Fault(.unknownMember, "_peers[].", "_peer[].", at: "31:21", #"no member "_peer""#, meant: "_peers"),
        Fault(.unknownMember, "_peers[].", "_peers[?DbName].", at: "31:21", #"no member "DbName""#, meant: "DBName"),
        Fault(
            .unknownMember, "_peers[].DBInstanceIdentifier", "sort_by(_peers, &Nmae)[].Engine", at: "31:21",
            #"no member "Nmae""#),
        Fault(
            .unknownMember, "id: DBInstanceIdentifier\n", "id: \"_peers[0].DBInstanceIdentifier\"\n", at: "20:5",
            #"no member "_peers""#),
        Fault(
            .unknownMember, "key: ResourceArn", "key: ResourceARN", at: "15:10", #"no member "ResourceARN""#,
            meant: "ResourceArn"),
        Fault(
            .unknownMember, "[LatestRestorableTime]", "[LatestRestoreTime]", at: "33:12", "no member",
            meant: "LatestRestorableTime"),
        Fault(.unknownMember, "when: \"TagList[0]\"", "when: Tags", at: "8:83", #"no member "Tags""#),
        Fault(.wrongShape, "items: DBInstances[]", "items: Marker", at: "6:8", "items is a list"),
        Fault(.wrongShape, "state: DBInstanceStatus", "state: Endpoint", at: "23:8", "gives an object"),
        Fault(.wrongShape, "MaxRecords: 100", "MaxRecords: [100]", at: "5:22", "is a number, not a list"),
        Fault(.wrongShape, "tags: TagList", "tags: Engine", at: "25:7", "tags are a list or an object"),
        Fault(
            .wrongShape, "call: elbv2:DescribeTags\n    by: 20\n    input: { ResourceArns:",
            "call: ListTagsForResource\n    by: 20\n    input: { ResourceName:", at: "13:28", "takes no list"),
        Fault(.unknownKind, "to: database", "to: databse", at: "31:71", #"no kind "databse""#, meant: "database"),
        Fault(.unknownKind, "kind: database, key", "kind: base, key", at: "19:18", #"no kind "base""#),
        Fault(
            .unknownColumn, "endpoint, engine]", "endpoint, engin]", at: "32:32", #"no column "engin""#, meant: "engine"
        ),
        Fault(.badForm, "value: AllocatedStorage", "value: TagList", at: "30:21", "gives a list"),
        Fault(.badForm, "value: Engine,", "value: Endpoint,", at: "29:21", "gives an object"),
        Fault(.badForm, "value: Engine, help", "value: MultiAZ, form: time, help", at: "29:21", "gives true or false"),
        Fault(
            .badScope, "service: rds\nlist: DescribeDBInstances", "service: route53\nlist: ListHostedZones", at: "1:1",
            "scope is global"),
        Fault(
            .badRole, "role: \"'writer'\"", "role: \"PubliclyAccessible && 'pubic' || 'private'\"", at: "27:13",
            #"no role "pubic""#, meant: "public"),
        Fault(.badPlace, "{account_id}:db", "{account}:db", at: "21:16", "no place {account}", meant: "account_id"),
        Fault(.badPlace, "database:id={id}", "database:id={id", at: "35:10", "a { without its }"),
        Fault(.badPlace, "console: \"https", "console: \"http", at: "35:10", "begins with https://"),
        Fault(
            .badPlace, "stop-db-instance --db-instance-identifier {id}", "stop-db-instance {ids}", at: "39:11", "{ids}",
            meant: "id"),
        Fault(.badPlace, "show: \"aws rds", "show: \"rds", at: "37:9", "begins with aws "),
        Fault(
            .badCommand, "identifier {id}\"\n  change", "identifier '{id}'\"\n  change", at: "37:9", "values are quoted"
        ),
        Fault(.badCommand, "aws rds stop", "aws $X stop", at: "39:11", #"no "$""#),
        Fault(.badCommand, "describe-db-instances", "reboot-db-instance", at: "37:9", "stands under change"),
        Fault(
            .badCommand, "stop-db-instance --", "stop-db-instance --region eu-west-1 --", at: "39:11", "added to every"),
        Fault(.badForm, "unit: GiB, help", "unit: GiB, back: true, help", at: "30:69", "back belongs to the forms"),
        Fault(.badDuration, "every: 900s", "every: 60s", at: "8:104", "not made more often than the list"),
    ]

    @Test("a mistake is told with its place", arguments: faults)
    func tells(_ fault: Fault) throws {
        try Sample.expect(fault)
    }

    @Test("the sample is sound")
    func passes() throws {
        #expect(try Sample.problems() == [])
    }

    @Test("every rule has a test that fails it")
    func areTested() {
        let tested = (KindReaderTests.faults + Self.faults).map(\.code) + ViewCheckTests.codes + CatalogTests.codes
        let untested = Set(KindProblem.Code.allCases).subtracting(tested)
        #expect(untested == [])
    }
}
