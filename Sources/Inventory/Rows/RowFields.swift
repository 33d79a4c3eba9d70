import Document
import FoundationEssentials

/// The fields of a row as they are while it is made or changed.
struct RowFields: Sendable {
    var key: ResourceKey
    var arn: String?
    var name: String
    var state: String?
    var createdAt: Date?
    var endpoints: [Endpoint]
    var tags: [Tag]
    var environment: String?
    var stack: String?
    var columns: [Value]
    var raw: RawDocument
    var problems: [RowProblem]
    var isKept: Bool
}
