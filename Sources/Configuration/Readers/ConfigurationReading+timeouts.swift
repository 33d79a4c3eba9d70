import Document

/// `timeouts`: how long AWS may take.
extension ConfigurationReading {
    mutating func timeouts(_ fields: ConfigurationFields) -> Configuration.Timeouts {
        var timeouts = Configuration.Timeouts()
        guard let field = fields.written("timeouts"),
            let block = mapping(field.value, as: "timeouts", words: ConfigurationKey.table.words(in: "timeouts"))
        else { return timeouts }
        timeouts.connect = timeout(block, "connect")
        timeouts.firstByte = timeout(block, "first_byte")
        timeouts.stall = timeout(block, "stall")
        timeouts.call = timeout(block, "call")
        return timeouts
    }

    private mutating func timeout(_ block: ConfigurationFields, _ name: String) -> Duration? {
        guard let field = block.written(name) else { return nil }
        return duration(field.value, as: "timeouts.\(name)", within: Defaults.timeoutSeconds)
    }
}
