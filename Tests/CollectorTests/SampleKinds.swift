import Inventory
import JMESPath

/// Small kinds that use each mechanism once.
enum SampleKinds {
    static func path(_ text: String) throws -> Expression { try Expression(text) }

    static func call(_ service: String, _ operation: String, _ input: [Kind.InputMember] = []) -> Kind.Call {
        Kind.Call(service: service, operation: operation, input: input)
    }

    static func column(_ name: String, _ value: String, _ form: Form = .text) throws -> Column {
        Column(name: name, title: name, help: "Help.", value: try path(value), form: form, unit: nil)
    }

    /// A list of scalars with one detail call each, like queues and tables.
    static func table(detailEvery: Duration? = nil) throws -> Kind {
        Kind(
            name: "dynamodb", title: "Tables", isGlobal: false, list: call("dynamodb", "ListTables"),
            items: try path("TableNames"),
            attachments: [
                Kind.Attachment(
                    name: "table",
                    source: .each(
                        call: call(
                            "dynamodb", "DescribeTable",
                            [Kind.InputMember(name: "TableName", source: .expression(try path("value")))]),
                        when: nil, every: detailEvery))
            ],
            id: try path("value"), state: try path("_table.Table.TableStatus"),
            columns: [try column("items", "_table.Table.ItemCount", .integer)])
    }

    /// Tables whose tags are matched by what their detail says.
    static func taggedTable() throws -> Kind {
        var kind = try table()
        kind.attachments.append(
            Kind.Attachment(
                name: "tagset",
                source: .join(
                    call: call("resourcegroupstaggingapi", "GetResources"), items: try path("ResourceTagMappingList"),
                    key: try path("ResourceARN"), on: try path("_table.Table.TableArn"), many: false)))
        kind.tags = try path("_tagset.Tags")
        return kind
    }

    /// One row per part of an item, like the records of zones.
    static func record() throws -> Kind {
        Kind(
            name: "route53-record", title: "Records", isGlobal: true, list: call("route53", "ListHostedZones"),
            items: try path("HostedZones"), rows: try path("_records.ResourceRecordSets"),
            attachments: [
                Kind.Attachment(
                    name: "records",
                    source: .each(
                        call: call(
                            "route53", "ListResourceRecordSets",
                            [Kind.InputMember(name: "HostedZoneId", source: .expression(try path("Id")))]),
                        when: nil, every: nil))
            ],
            id: try path("join(':', [_parent.Id, Name])"))
    }

    /// A second list matched to the first.
    static func topic() throws -> Kind {
        Kind(
            name: "sns-topic", title: "Topics", isGlobal: false, list: call("sns", "ListTopics"),
            items: try path("Topics"),
            attachments: [
                Kind.Attachment(
                    name: "subscriptions",
                    source: .join(
                        call: call("sns", "ListSubscriptions"), items: try path("Subscriptions"),
                        key: try path("TopicArn"), on: try path("TopicArn"), many: true))
            ],
            id: try path("TopicArn"), columns: [try column("subscriptions", "length(_subscriptions)", .integer)])
    }

    static func subscription() throws -> Kind {
        Kind(
            name: "sns-subscription", title: "Subscriptions", isGlobal: false, list: call("sns", "ListSubscriptions"),
            items: try path("Subscriptions"), id: try path("SubscriptionArn"))
    }

    /// Batches of two.
    static func balancer() throws -> Kind {
        Kind(
            name: "load-balancer", title: "Load balancers", isGlobal: false,
            list: call("elbv2", "DescribeLoadBalancers"), items: try path("LoadBalancers"),
            attachments: [
                Kind.Attachment(
                    name: "tagset",
                    source: .batch(
                        call: call("elbv2", "DescribeTags"), listMember: "ResourceArns", size: 2,
                        items: try path("TagDescriptions"), key: try path("ResourceArn"), on: try path("Arn"))),
                Kind.Attachment(
                    name: "groups",
                    source: .joinKind(
                        kind: "target-group", key: try path("LoadBalancerArns"), on: try path("Arn"), many: true)),
            ],
            id: try path("Name"), tags: try path("_tagset.Tags"),
            columns: [try column("groups", "_groups[].Name", .links(to: "target-group"))])
    }

    /// A kind with a list of its own, `elbv2:List-` and its name.
    static func named(_ name: String) throws -> Kind {
        Kind(
            name: name, title: name, isGlobal: false, list: call("elbv2", "List-\(name)"),
            items: try path("TargetGroups"), id: try path("Name"))
    }

    static func group() throws -> Kind {
        Kind(
            name: "target-group", title: "Target groups", isGlobal: false, list: call("elbv2", "DescribeTargetGroups"),
            items: try path("TargetGroups"), id: try path("Name"))
    }
}
