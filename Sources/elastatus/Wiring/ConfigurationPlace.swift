import FoundationEssentials

/// Where the configuration is when nobody says.
enum ConfigurationPlace {
    /// Looked at in this order.
    static let places = ["config.yaml", "/etc/elastatus/config.yaml"]

    /// The first place that has one.
    static var found: String? { places.first { FileManager.default.fileExists(atPath: $0) } }

    /// `named`, or the first place that has one.
    static func path(_ named: String?) throws(CommandFailure) -> String {
        if let named { return named }
        if let found { return found }
        throw CommandFailure(
            .configuration,
            "no configuration: \(places.joined(separator: " and ")) are not there; copy config.yaml.sample to config.yaml, or name one with --config"
        )
    }
}
