import Testing

@testable import AWS

@Suite("Which operations only read")
struct ReadingRulesTests {
    private func use(_ service: String, _ operation: String, _ rules: String = "x:y  z") throws -> AWS.Operation.Use {
        try ReadingRules(rules, file: "refused.txt").use(
            of: OperationName(service: service, operation: operation))
    }

    @Test(
        "by their names",
        arguments: [
            ("DescribeInstances", true), ("ListQueues", true), ("GetTemplate", true), ("LookupEvents", true),
            ("SearchResources", true), ("BatchGetImage", true), ("RunInstances", false), ("Undescribe", false),
            ("describeInstances", false), ("PutObject", false), ("StartQuery", false), ("", false),
        ])
    func names(operation: String, reads: Bool) throws {
        #expect(try use("s", operation) == (reads ? .reading : .refused))
    }

    @Test(
        "a star stands for any run of characters",
        arguments: [
            ("ssm:GetParameter*", "ssm", "GetParametersByPath", true),
            ("ssm:GetParameter*", "ssm", "GetParameter", true),
            ("ssm:GetParameter*", "ssm", "GetPatchBaseline", false), ("*:GetRecords", "kinesis", "GetRecords", true),
            ("ecr*:Get*Token", "ecr-public", "GetAuthorizationToken", true),
            ("ecr*:Get*Token", "ecs", "GetAuthorizationToken", false), ("a:Get**X", "a", "GetX", true),
            ("a:GetX", "a", "GetXY", false), ("a:GetX", "ba", "GetX", false),
        ])
    func patterns(pattern: String, service: String, operation: String, refused: Bool) throws {
        #expect(try use(service, operation, "# why\n\n\(pattern)   reason\n") == (refused ? .refused : .reading))
    }

    @Test(
        "a list that cannot be read refuses to be one", arguments: ["", "# nothing", "ssm:GetParameter", "word reason"])
    func malformed(text: String) {
        let error = #expect(throws: ModelError.self) { try ReadingRules(text, file: "refused.txt") }
        #expect(error?.code == .malformed)
    }
}
