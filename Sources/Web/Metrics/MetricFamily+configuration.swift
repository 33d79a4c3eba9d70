import FoundationEssentials

extension MetricFamily {
    /// Whether the newest configuration counts, and since when the one that counts does.
    static func configuration(_ state: ConfigurationState) -> [MetricFamily] {
        var isNewest = MetricFamily(
            "elastatus_config_last_reload_successful", .gauge,
            "Whether the configuration could be used when it was last read.")
        isNewest.add(state.failure == nil ? 1 : 0)
        var readAt = MetricFamily(
            "elastatus_config_last_reload_success_timestamp_seconds", .gauge,
            "When the configuration that counts was read.")
        readAt.add(state.readAt.timeIntervalSince1970)
        return [isNewest, readAt]
    }
}
