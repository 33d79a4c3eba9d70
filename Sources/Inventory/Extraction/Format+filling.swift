extension Kind.Format {
    /// The text with each `{name}` replaced by its value.
    ///
    /// - Shape: nil when a place has no value, so that a half-made ARN or address is never shown.
    package func filled(with values: [String: String]) -> String? {
        var output = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            guard let value = values[String(rest[rest.index(after: open)..<close])] else { return nil }
            output += rest[..<open]
            output += value
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }

    /// The names of the places, in order.
    package var places: [String] {
        template.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { part in part.firstIndex(of: "}").map { String(part[..<$0]) } }
    }

    /// The names that a place may have.
    package static let knownPlaces = ["partition", "region", "account_id", "id", "name", "arn"]
}
