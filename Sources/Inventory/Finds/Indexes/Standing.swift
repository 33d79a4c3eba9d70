/// How near a row is to what people connect to; less is better.
struct Standing: Sendable, Comparable {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// By the role of the row's first endpoint, all that belong to something else after all that do not.
    init(endpoint: Endpoint?, belongs: Bool) {
        let role: UInt8 =
            switch endpoint?.role {
            case nil: 4
            case "writer", "configuration": 0
            case "reader", "custom": 2
            case "node": 3
            default: 1
            }
        rawValue = (belongs ? 8 : 0) + role
    }

    /// Whether it belongs to another resource.
    var belongs: Bool { rawValue >= 8 }

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
}
