package import AWS
package import Document
package import Inventory

/// The IAM policy that lets elastatus read kinds, and nothing else.
///
/// - Source: the kinds' own calls; `models/iam-actions.yaml` for actions that are not called as their operations.
package struct ReadingPolicy: Sendable, Hashable {
    /// What the engine asks besides the kinds' calls.
    package struct Needs: Sendable, Hashable {
        /// Patterns of regions are expanded over those that an account has.
        package var expandsRegions: Bool
        /// The account lists the members of its organization.
        package var listsMembers: Bool
        /// Roles that are assumed with this account's credentials, patterns among them.
        package var roles: [String]
        /// ARNs of the tables that are read, item by item: ConfigTables of schedules.
        package var tables: [String]

        package init(
            expandsRegions: Bool = false, listsMembers: Bool = false, roles: [String] = [], tables: [String] = []
        ) {
            self.expandsRegions = expandsRegions
            self.listsMembers = listsMembers
            self.roles = roles
            self.tables = tables
        }
    }

    /// Characters that a managed policy may have, spaces not counted.
    ///
    /// - Source: IAM User Guide, "IAM and AWS STS quotas".
    package static let managedLimit = 6_144

    /// Sorted, each once.
    package let actions: [String]
    package let roles: [String]
    package let tables: [String]

    /// The policy for `kinds`.
    package init(_ kinds: [Kind], needs: Needs = Needs(), models: ModelStore) {
        var operations = Set(
            kinds.flatMap(\.calls).map { OperationName(service: $0.service, operation: $0.operation) })
        if needs.expandsRegions { operations.insert(OperationName(service: "ec2", operation: "DescribeRegions")) }
        if needs.listsMembers {
            operations.insert(OperationName(service: "organizations", operation: "ListAccounts"))
        }
        // Its page offers the template for download.
        if kinds.contains(where: { $0.name == "cloudformation" }) {
            operations.insert(OperationName(service: "cloudformation", operation: "GetTemplate"))
        }
        actions = Set(operations.map(models.iamAction)).sorted()
        roles = Set(needs.roles).sorted()
        tables = Set(needs.tables).sorted()
    }

    /// As IAM takes it.
    package var document: Value {
        var statements: [Value] = [
            [
                "Sid": "ElastatusReads", "Effect": "Allow", "Action": .array(actions.map(Value.string)),
                "Resource": "*",
            ]
        ]
        if !tables.isEmpty {
            statements.append([
                "Sid": "ElastatusReadsSchedules", "Effect": "Allow", "Action": "dynamodb:Scan",
                "Resource": .array(tables.map(Value.string)),
            ])
        }
        if !roles.isEmpty {
            statements.append([
                "Sid": "ElastatusEntersAccounts", "Effect": "Allow", "Action": "sts:AssumeRole",
                "Resource": .array(roles.map(Value.string)),
            ])
        }
        return ["Version": "2012-10-17", "Statement": .array(statements)]
    }

    /// As IAM counts against `managedLimit`.
    package var size: Int { document.json().count }
}
