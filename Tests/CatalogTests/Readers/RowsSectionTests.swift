import Document
import Inventory
import JMESPath
import Testing

@testable import Catalog

/// `rows` with calls about each of them.
@Suite("Rows within items")
struct RowsSectionTests {
    private static let kind = """
        kind: service
        title: Services
        service: ecs
        list: ListClusters
        items: clusterArns[]
        each:
          services: { call: ListServices, input: { cluster: value } }
        rows:
          in: _services.serviceArns[]
          batch:
            service:
              call: DescribeServices
              by: 10
              input: { cluster: _parent.value, services: value, include: "['TAGS']" }
              items: "services[].merge(@, { events: events[:10] })"
              key: serviceArn
              on: value
        join:
          groups: { kind: service, key: value, on: value, many: true }
          others: { kind: service, key: value, on: "_groups[].value", many: true }
        id: value
        name: _service.serviceName
        endpoints:
          - { role: "'private'", host: "join('.', [_service.serviceName, _place.region, _place.dns_suffix])" }
        columns:
          events: { value: "_service.events[].message", form: list, help: "Its last events." }
        shown: [name, events]
        every: 300s

        """
    private static let views = "- { view: service, title: Services, group: Compute, kinds: [service] }\n"

    private static func problems(_ old: String = "", _ new: String = "") throws -> [KindProblem] {
        let text = old.isEmpty ? kind : try Sample.edited(old, new, in: kind)
        return try Sample.problems(kinds: [("service.yaml", text)], views: views)
    }

    @Test("may be asked about, together with what their item gives")
    func passes() throws {
        #expect(try Self.problems() == [])
        let read = try KindReader.read(YAMLNode.parse(Array(Self.kind.utf8)), file: "service.yaml")
        let kind = try #require(read.declaration?.kind)
        #expect(kind.rows?.source == "_services.serviceArns[]")
        #expect(kind.attachments.map(\.name) == ["services", "groups", "others"])
        #expect(kind.rowAttachments.map(\.name) == ["service"])
        #expect(kind.usesPlace)
    }

    @Test(
        "are checked as all else is",
        arguments: [
            Fault(.missingKey, "  in: _services.serviceArns[]\n", "", at: "9:3", "rows has no in"),
            Fault(
                .unknownKey, "  batch:\n    service:", "  bath:\n    service:", at: "10:3", "rows has no key",
                meant: "batch"),
            Fault(
                .unknownMember, "in: _services.serviceArns[]", "in: _services.serviceArn[]", at: "9:7", "no member",
                meant: "serviceArns"),
            Fault(.wrongShape, "in: _services.serviceArns[]", "in: _services.nextToken", at: "9:7", "is a list"),
            Fault(
                .unknownInput, "services: value, include", "services: value, includes", at: "14:67", "takes no",
                meant: "include"),
            Fault(.unknownMember, "cluster: _parent.value", "cluster: _parent.arn", at: "14:25", #"no member "arn""#),
            Fault(.unknownMember, "key: serviceArn", "key: serviceARN", at: "16:12", "no member", meant: "serviceArn"),
            Fault(.unknownMember, "events[].message", "event[].message", at: "26:20", "no member", meant: "events"),
            Fault(.unknownMember, "_place.region", "_place.zone", at: "24:32", #"no member "zone""#),
            Fault(.nameTaken, "    service:\n", "    services:\n", at: "11:5", #"two calls are named "services""#),
            Fault(.badName, "    service:\n", "    place:\n", at: "11:5", "other than parent and place"),
            Fault(
                .wrongType, "  batch:\n", "  join: { twin: { kind: service, key: value, on: value } }\n  batch:\n",
                at: "10:9",
                "stands under the join of the kind itself"),
        ])
    func tells(_ fault: Fault) throws {
        let problems = try Self.problems(fault.old, fault.new)
        let found = try #require(problems.first { $0.code == fault.code }, "found: \(problems)")
        #expect("\(found.line):\(found.column)" == fault.place, "found: \(problems)")
        #expect("\(found)".contains(fault.message), "found: \(problems)")
        if let meant = fault.suggestion { #expect("\(found)".contains("\"\(meant)\""), "found: \(problems)") }
    }
}
