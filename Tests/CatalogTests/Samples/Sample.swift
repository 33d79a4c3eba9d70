import Document
import Foundation
import Testing

@testable import Catalog

/// A sound kind and its view, and what a test changes in them.
enum Sample {
    static let kind = """
        kind: database
        title: Databases
        service: rds
        list: DescribeDBInstances
        input: { MaxRecords: 100 }
        items: DBInstances[]
        each:
          own: { call: ListTagsForResource, input: { ResourceName: DBInstanceArn }, when: "TagList[0]", every: 900s }
        batch:
          tagset:
            call: elbv2:DescribeTags
            by: 20
            input: { ResourceArns: DBInstanceArn }
            items: TagDescriptions[]
            key: ResourceArn
            on: DBInstanceArn
        join:
          cluster: { call: DescribeDBClusters, items: "DBClusters[]", key: DBClusterIdentifier, on: DBClusterIdentifier }
          peers: { kind: database, key: DBClusterIdentifier, on: DBClusterIdentifier, many: true }
        id: DBInstanceIdentifier
        arn: { format: "arn:{partition}:rds:{region}:{account_id}:db:{id}" }
        name: DBInstanceIdentifier
        state: DBInstanceStatus
        created: InstanceCreateTime
        tags: TagList
        endpoints:
          - { role: "'writer'", host: Endpoint.Address, port: Endpoint.Port, scheme: Engine }
        columns:
          engine:  { value: Engine, help: "The database engine, for example postgres." }
          storage: { value: AllocatedStorage, form: bytes, unit: GiB, help: "Allocated storage, in bytes." }
          peers:   { value: "_peers[].DBInstanceIdentifier", form: links, to: database, help: "Members of its cluster." }
        shown: [name, state, endpoint, engine]
        volatile: [LatestRestorableTime]
        every: 300s
        console: "https://{region}.{console}/rds/home?region={region}#database:id={id}"
        commands:
          show: "aws rds describe-db-instances --db-instance-identifier {id}"
          change:
            Stop: "aws rds stop-db-instance --db-instance-identifier {id}"

        """

    static let views = "- { view: database, title: Databases, group: Database, kinds: [database] }\n"

    /// Everything that is wrong with a kind and views.
    static func problems(kind: String = kind, views: String = views) throws -> [KindProblem] {
        try problems(kinds: [("database.yaml", kind)], views: views)
    }

    /// Everything that is wrong with several kinds and views.
    static func problems(kinds: [(file: String, text: String)], views: String) throws -> [KindProblem] {
        let read = try kinds.map { try KindReader.read(YAMLNode.parse(Array($0.text.utf8)), file: $0.file) }
        let seen = try ViewsReader.read(YAMLNode.parse(Array(views.utf8)), file: "views.yaml")
        let faults = read.flatMap(\.problems) + seen.problems
        guard faults.isEmpty else { return faults }
        return CatalogLint(
            kinds: read.compactMap(\.declaration), views: seen.views, operations: try Models.repository
        ).problems()
    }

    /// The sample with `old` replaced, which must stand in it.
    static func edited(_ old: String, _ new: String, in text: String = kind) throws -> String {
        let range = try #require(text.range(of: old), "the sample has no \(old)")
        return text.replacingCharacters(in: range, with: new)
    }
}
