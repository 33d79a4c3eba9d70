/// All shapes of one service, each at a number; shapes hold each other, so places refer to numbers.
///
/// - Cost: made once per service; reading an answer looks up numbers only.
final class ShapeTable: Sendable {
    let nodes: ContiguousArray<Node>

    init(_ nodes: ContiguousArray<Node>) { self.nodes = nodes }

    /// One shape.
    struct Node: Sendable {
        var name: String
        var kind: Shape.Kind
        /// Of a structure, in the model's order.
        var members: ContiguousArray<Place> = []
        /// Of a list its elements, of a map its values.
        var element: Place?
        /// Of a map.
        var key: Place?
        /// The member that is the whole body.
        var payload: Int?
        var isUnion = false
        var required: [String] = []
        /// Positions of members by the name of their element in XML.
        var byElement: [String: Int16] = [:]
        /// Positions of members by their name in JSON.
        var byKey: [String: Int16] = [:]
        /// Positions of members by their own name.
        var byName: [String: Int16] = [:]
        /// Positions of members that are attributes of the element in XML.
        var attributes: [Int16] = []
        /// Positions of members that stand in the head of an answer.
        var located: [Int16] = []
    }

    /// A place where a shape stands, with what the place and the shape say together.
    struct Place: Sendable {
        /// The member's name; `member`, `key` or `value` in lists and maps.
        var name: String
        var target: Int
        /// As written on the wire, where that is not `name`.
        var wireName: String?
        /// In EC2's requests.
        var queryName: String?
        var location: Location = .body
        var timestampFormat: TimestampFormat?
        var xmlNamespace: XMLNamespace?
        /// What the endpoint rules call it, if they look at it.
        var contextParameter: String?
        var flags: Flags = []

        /// Whether its elements stand beside each other, without one around them.
        var isFlattened: Bool { flags.contains(.flattened) }
        var isWithheld: Bool { flags.contains(.withheld) }
    }

    /// Where a member stands in an HTTP message.
    enum Location: String, Sendable {
        case body, header, headers, querystring, uri, statusCode
    }

    enum TimestampFormat: String, Sendable {
        case iso8601, unixTimestamp, rfc822
    }

    struct XMLNamespace: Sendable, Hashable {
        var uri: String
        var prefix: String?
    }

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8

        static let flattened = Flags(rawValue: 1)
        static let attribute = Flags(rawValue: 2)
        /// A secret: never read.
        static let withheld = Flags(rawValue: 4)
        /// A request takes only what follows the last slash.
        static let lastSegment = Flags(rawValue: 8)
        /// A header that holds JSON in base64.
        static let jsonValue = Flags(rawValue: 16)
        static let hostLabel = Flags(rawValue: 32)
        /// The place says so, not the list.
        static let flattenedHere = Flags(rawValue: 64)
    }
}
