import AWS
import Document
import Inventory
import Testing

@testable import Catalog

@Suite("Endpoints of queues, topics and alarms")
struct MessagingEndpointTests {
    @Test("a queue's endpoint is its URL, its id the name")
    func queues() async throws {
        let rows = try Rows(["sqs:ListQueues": ["queues.json"], "sqs:GetQueueAttributes": ["standard.json"]])
        let all = try await rows.of("sqs")
        #expect(all.map(\.key.id) == ["orders-incoming", "orders-incoming-dlq", "payments-events.fifo"])
        #expect(all.map(\.name) == all.map(\.key.id))
        let row = try #require(all.first)
        #expect(row.places == ["url https://sqs.us-east-1.amazonaws.com/123456789012/orders-incoming sqs"])
        #expect(row.arn == "arn:aws:sqs:us-east-1:123456789012:orders-incoming")
        #expect(row.createdAt != nil)
        #expect(try rows.value("visible", of: row) == 12)
        #expect(try rows.value("dlq", of: row) == "orders-incoming-dlq")
        #expect(try rows.value("max_receives", of: row) == 5)
        #expect(try rows.value("retention", of: row) == 345_600)
        #expect(try rows.value("encryption", of: row) == "SQS")
        #expect(try rows.value("type", of: all[2]) == "FIFO")
    }

    @Test("queues are listed by pages and asked for all attributes")
    func calls() async throws {
        let rows = try Rows(["sqs:ListQueues": ["queues.json"]])
        _ = try await rows.of("sqs")
        let list = try #require(rows.aws.calls.first { $0.operation.operation == "ListQueues" })
        #expect(list.input["MaxResults"] == 1000)
        let attributes = rows.aws.calls.filter { $0.operation.operation == "GetQueueAttributes" }
        #expect(attributes.first?.input["AttributeNames"] == ["All"])
        #expect(Set(attributes.compactMap { $0.input["QueueUrl"]?.string }).count == 3)
    }

    @Test("the queue that takes dead letters knows whose")
    func deadLetters() async throws {
        let rows = try Rows(["sqs:ListQueues": ["queues.json"], "sqs:GetQueueAttributes": ["dead-letter.json"]])
        #expect(try rows.value("dlq", of: try await rows.row("sqs", "orders-incoming-dlq")) == .null)
    }

    @Test("a subscription is known by its ARN, or by a digest while it has none")
    func subscriptions() async throws {
        let rows = try Rows(["sns:ListSubscriptions": ["confirmed-and-pending.xml"]])
        let all = try await rows.of("sns-subscription")
        let confirmed = try #require(all.first { $0.state == "Confirmed" })
        #expect(confirmed.key.id == confirmed.arn)
        #expect(confirmed.key.id.hasPrefix("arn:aws:sns:us-east-1:123456789012:order-events:"))
        let pending = all.filter { $0.state == "PendingConfirmation" }
        #expect(Set(pending.map(\.key.id)).count == 2)
        #expect(pending.allSatisfy { $0.arn == nil && $0.key.id.count == 16 && $0.key.id.allSatisfy(\.isHexDigit) })
        #expect(all.contains { $0.state == "Deleted" })
        #expect(all.flatMap(\.places) == ["url https://hooks.example.com/orders?key=a%20b&x=1 https"])
    }

    @Test("alarms of every type are listed")
    func alarms() async throws {
        let rows = try Rows(["cloudwatch:DescribeAlarms": ["metric-and-composite.json"]])
        let all = try await rows.of("cloudwatch")
        let types = try all.map { try rows.value("type", of: $0).string ?? "" }
        #expect(Set(types) == ["metric", "composite"])
        #expect(all.allSatisfy { $0.arn?.hasPrefix("arn:aws:cloudwatch:") == true && $0.state != nil })
        for row in all {
            #expect(try rows.value("condition", of: row).string?.isEmpty == false)
            #expect(try rows.value("since", of: row).string?.hasSuffix("Z") == true)
        }
        let call = try #require(rows.aws.calls.first { $0.operation.operation == "DescribeAlarms" })
        #expect(call.input["AlarmTypes"] == ["MetricAlarm", "CompositeAlarm", "LogAlarm"])
    }
}
