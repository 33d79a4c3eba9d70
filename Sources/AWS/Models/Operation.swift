import Document

/// One operation of one service.
package struct Operation: Sendable {
    /// What the program may do with an operation.
    package enum Use: Sendable, Hashable {
        /// It only reads, and gives out no secret: kinds may call it.
        case reading
        /// It assumes a role: for the code that fetches credentials alone.
        case credentials
        /// It reads stored data: signed for exactly what a `ReadingGrant` names, and for no kind of a file.
        case granted
        /// It is never signed.
        case refused
    }

    package let name: OperationName
    package let use: Use
    package let method: String
    /// The path with its labels, and constant query items behind a question mark (`/{Bucket}?tagging`).
    package let requestURI: String
    /// Labels before the service's host name (`stream-`); nil for nearly all.
    package let hostPrefix: String?
    /// The members it takes; nil when it takes none.
    package let input: Shape?
    /// What the reference to `input` adds: the root element of an XML body.
    let inputPlace: ShapeTable.Place?
    /// The members it gives; nil when it gives none.
    package let output: Shape?
    /// The element around the output's members (`DescribeDBInstancesResult`).
    package let resultWrapper: String?
    /// How its pages follow each other; nil when it answers at once.
    package let pagination: Pagination?
    /// What it tells the endpoint rules whatever its input, by parameter.
    let endpointConstants: [String: Value]
    /// The members of its input that the endpoint rules look at.
    let endpointMembers: [(member: String, parameter: String)]

    /// Whether kinds may call it; nothing else than these and the credentials' own can be signed.
    package var isReadable: Bool { use == .reading }
}
