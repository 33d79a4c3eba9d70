import Document
import Testing

@testable import Web

@Suite("Templates in both languages")
struct StackTemplateTests {
    @Test("the short forms of YAML become the long ones of JSON, and nothing else changes")
    func toJSON() throws {
        let yaml = """
            AWSTemplateFormatVersion: 2010-09-09
            Parameters: { Account: { Default: 012345678901 } }
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Condition: Live
                Properties:
                  QueueName: !Sub "${AWS::StackName}-q"
                  Arn: !GetAtt Other.Arn
                  Nested: !GetAtt Stack.Outputs.Arn
                  Listed: !GetAtt [Other, Arn]
                  Ref: !Ref Other
                  Delay: 5
                  Fifo: true
                  Text: 'yes'
                  Join: !Join [",", [!Ref A, !FindInMap [M, !Ref "AWS::Region", x]]]
                  If: !If [Live, !Ref A, !Ref "AWS::NoValue"]
            Conditions:
              Live: !And [!Condition Other, !Equals [!Ref A, ""]]
            # a comment
            """
        let json = try StackTemplate(yaml).text(in: .json)
        let expected: Value = [
            "AWSTemplateFormatVersion": "2010-09-09",
            "Parameters": ["Account": ["Default": "012345678901"]],
            "Resources": [
                "Queue": [
                    "Type": "AWS::SQS::Queue", "Condition": "Live",
                    "Properties": [
                        "QueueName": ["Fn::Sub": "${AWS::StackName}-q"], "Arn": ["Fn::GetAtt": ["Other", "Arn"]],
                        "Nested": ["Fn::GetAtt": ["Stack", "Outputs.Arn"]],
                        "Listed": ["Fn::GetAtt": ["Other", "Arn"]], "Ref": ["Ref": "Other"], "Delay": 5, "Fifo": true,
                        "Text": "yes",
                        "Join": [
                            "Fn::Join": [
                                ",", [["Ref": "A"], ["Fn::FindInMap": ["M", ["Ref": "AWS::Region"], "x"]]],
                            ]
                        ], "If": ["Fn::If": ["Live", ["Ref": "A"], ["Ref": "AWS::NoValue"]]],
                    ],
                ]
            ],
            "Conditions": [
                "Live": ["Fn::And": [["Condition": "Other"], ["Fn::Equals": [["Ref": "A"], ""]]]]
            ],
        ]
        #expect(try Value(json: Array(json.utf8)) == expected)
        // And back: what CloudFormation reads stays the same.
        let again = try StackTemplate(StackTemplate(json).text(in: .yaml)).text(in: .json)
        #expect(try Value(json: Array(again.utf8)) == expected)
    }

    @Test("what was written is given as it was written", arguments: ["{}", "a: 1 # x\n", " \n{ \"a\" : 1 }", ""])
    func asWritten(text: String) throws {
        let template = StackTemplate(text)
        #expect(try template.text(in: template.language) == text)
    }

    @Test("what cannot be turned is an error", arguments: ["a: &x 1\nb: *x\n", "{\"a\": ", "a: [", "? [a]\n: b\n"])
    func fails(text: String) {
        let template = StackTemplate(text)
        #expect(throws: DocumentError.self) {
            _ = try template.text(in: template.language == .json ? .yaml : .json)
        }
    }
}
