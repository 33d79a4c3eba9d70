package import Document
package import FoundationEssentials

/// Which resource: the path of its page.
package struct ResourceKey: Sendable, Hashable {
    package let account: String
    package let region: String
    package let kind: String
    package let id: String

    package init(account: String, region: String, kind: String, id: String) {
        self.account = account
        self.region = region
        self.kind = kind
        self.id = id
    }

    package var cell: CellKey { CellKey(account: account, region: region, kind: kind) }
}

/// Where to connect.
package struct Endpoint: Sendable, Hashable {
    /// public, private, writer, reader, configuration, node, custom, proxy, listener, url.
    package let role: String
    package let host: String
    package let port: Int?
    /// The protocol or engine (`postgres`, `https`), as AWS words it.
    package let scheme: String?

    package init(role: String, host: String, port: Int?, scheme: String?) {
        self.role = role
        self.host = host
        self.port = port
        self.scheme = scheme
    }

    /// Every role there is.
    package static let roles = [
        "public", "private", "writer", "reader", "configuration", "node", "custom", "proxy", "listener", "url",
    ]

    /// `host:port`, `[v6]:port`, or the host or URL alone where no port is known.
    package var address: String {
        guard let port else { return host }
        return host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

/// One tag, as written.
package struct Tag: Sendable, Hashable {
    package let key: String
    package let value: String

    package init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}

/// A detail call for one row that failed, while its cell did not.
package struct RowProblem: Sendable, Hashable {
    /// The operation (`DescribeTargetHealth`).
    package let call: String
    package let code: CellError.Code

    package init(call: String, code: CellError.Code) {
        self.call = call
        self.code = code
    }
}

/// One normalized row.
package struct Resource: Sendable {
    package let key: ResourceKey
    package var arn: String?
    package var name: String
    /// The state as AWS words it.
    package var state: String?
    package var createdAt: Date?
    /// The one to paste first stands first.
    package var endpoints: [Endpoint]
    package var tags: [Tag]
    package var environment: String?
    package var stack: String?
    /// One value per column of the kind, in the kind's order.
    package var columns: [Value]
    /// Everything AWS said about it, with the attachments as `_name`.
    package var raw: RawDocument
    package var problems: [RowProblem]
    /// True when this row is older than its cell: what it was made from could not be read this time.
    package var isKept: Bool

    package init(
        key: ResourceKey, arn: String? = nil, name: String, state: String? = nil, createdAt: Date? = nil,
        endpoints: [Endpoint] = [], tags: [Tag] = [], environment: String? = nil, stack: String? = nil,
        columns: [Value] = [], raw: RawDocument, problems: [RowProblem] = [], isKept: Bool = false
    ) {
        self.key = key
        self.arn = arn
        self.name = name
        self.state = state
        self.createdAt = createdAt
        self.endpoints = endpoints
        self.tags = tags
        self.environment = environment
        self.stack = stack
        self.columns = columns
        self.raw = raw
        self.problems = problems
        self.isKept = isKept
    }

    /// The value of the first tag named `key`, case kept.
    package func tag(_ key: String) -> String? { tags.first { $0.key == key }?.value }
}
