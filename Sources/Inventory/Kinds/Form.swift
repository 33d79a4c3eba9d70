/// How a column's value is written: the closed set over which every output switches.
package enum Form: Sendable, Hashable {
    case text, integer, decimal, bool, json
    /// A count of bytes; AWS's unit is turned into bytes when the row is made.
    case bytes
    /// A length of time in seconds.
    case duration
    /// A point in time, ISO 8601 UTC.
    case time
    /// How long ago a point in time is; the value is the point in time.
    case age
    /// How long until a point in time, with the colour of how near that is; the value is the point in time.
    case expiry
    /// A state word with its colour.
    case state
    /// `host:port`, with a copy button.
    case endpoint
    case ip
    /// An id or name worth copying.
    case id
    /// A list of texts.
    case list
    /// The id of one resource of the named kind.
    case link(to: String)
    /// Ids of resources of the named kind.
    case links(to: String)
    case percent
}

extension Form {
    /// The kind whose resources it names; nil for what is no link.
    package var target: String? {
        switch self {
        case .link(let kind), .links(let kind): kind
        default: nil
        }
    }
}

/// The unit AWS reports a quantity in; rows hold bytes and seconds.
package enum Unit: String, Sendable, CaseIterable {
    case bytes = "B", kibibytes = "KiB", mebibytes = "MiB", gibibytes = "GiB", tebibytes = "TiB"
    case milliseconds = "ms", seconds = "s", minutes = "min", hours = "h", days = "d"

    /// What one of these is in bytes or seconds.
    package var factor: Double {
        switch self {
        case .bytes, .seconds: 1
        case .kibibytes: 1024
        case .mebibytes: 1_048_576
        case .gibibytes: 1_073_741_824
        case .tebibytes: 1_099_511_627_776
        case .milliseconds: 0.001
        case .minutes: 60
        case .hours: 3600
        case .days: 86400
        }
    }
}
