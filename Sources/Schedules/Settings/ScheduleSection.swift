package import Configuration
import Document
import TimeZones

extension ScheduleSettings {
    /// How config.yaml says it.
    ///
    /// - Shape: what keeps a schedule from being evaluated is a warning here, and stands at the schedule on its page.
    package static let section = ConfigurationSection(name: "schedules", keys: keys) { node, reading in
        settings(node, &reading)
    }

    private static let keys: [ConfigurationKey] = [
        .init("schedules", "mapping", fallback: "none", "Schedules as AWS Instance Scheduler has them."),
        .init("schedules.tag", "text", fallback: "`Schedule`", "The key of the tag that names a schedule."),
        .init(
            "schedules.tags", "mapping of accounts to text", fallback: "`tag`",
            "The key of that tag in accounts that use another one."),
        .init(
            "schedules.table", "mapping", fallback: "none",
            "The ConfigTable of the Instance Scheduler's hub, read only."),
        .init("schedules.table.account", "name of an account", fallback: "required", "The account that has the table."),
        .init("schedules.table.region", "region", fallback: "required", "The region that has the table."),
        .init("schedules.table.name", "text", fallback: "required", "The name of the table."),
        .init(
            "schedules.default_timezone", "time zone", fallback: "`UTC`", "The time zone of schedules that name none."),
        .init(
            "schedules.offhours", "mapping", fallback: "below",
            "What Cloud Custodian's policies `offhour` and `onhour` say."),
        .init(
            "schedules.offhours.tag", "text", fallback: "`maid_offhours`", "The key of their tag, whatever its case."),
        .init("schedules.offhours.timezone", "time zone or alias", fallback: "`et`", "Their `default_tz`."),
        .init("schedules.offhours.onhour", "0 to 23", fallback: "7", "Their `onhour`."),
        .init("schedules.offhours.offhour", "0 to 23", fallback: "19", "Their `offhour`."),
        .init("schedules.offhours.weekends", "true or false", fallback: "true", "Whether weekends are off."),
        .init(
            "schedules.periods", "mapping", fallback: "none",
            "Periods by name, with the words of the ConfigTable: `begintime`, `endtime`, `weekdays`, `monthdays`, `months`, `description`."
        ),
        .init(
            "schedules.schedules", "mapping", fallback: "none",
            "Schedules by name, with the words of the ConfigTable: `periods`, `timezone`, `description`, `override_status`, `stop_new_instances`, `use_maintenance_window`, `ssm_maintenance_window`, `enforced`, `hibernate`, `retain_running`."
        ),
    ]

    private static func settings(_ node: YAMLNode, _ reading: inout ConfigurationReading) -> ScheduleSettings? {
        let words = keys.words(in: "schedules")
        guard let fields = reading.mapping(node, as: "schedules", words: words) else { return nil }
        var settings = ScheduleSettings()
        settings.isConfigured = true
        if let tag = reading.text(fields, "tag") { settings.tag = tag }
        if let field = fields.written("tags"), let tags = reading.mapping(field.value, as: "tags") {
            for tag in tags.all {
                if let text = reading.text(tag.value, as: "a tag key") { settings.tags[tag.name] = text }
            }
        }
        if let field = fields.written("table") { settings.table = table(field.value, &reading) }
        if let name = reading.text(fields, "default_timezone"), let field = fields["default_timezone"] {
            if let zone = Zone(name) {
                settings.defaultZone = zone
            } else {
                reading.error(
                    .section, at: field.value, "default_timezone is no time zone of the IANA database",
                    suggestion: nearest(to: name, among: Zone.names).first)
            }
        }
        if let field = fields.written("offhours") { settings.offHours = policy(field.value, &reading) }
        read(fields, "periods", &reading, into: &settings.periods, fields: periodWords) {
            value, name throws(DefinitionFault) in try PeriodDefinition(value, name: name)
        }
        read(fields, "schedules", &reading, into: &settings.schedules, fields: scheduleWords) {
            value, name throws(DefinitionFault) in try ScheduleDefinition(value, name: name)
        }
        warn(of: settings, fields, &reading)
        return settings
    }

    private static let periodWords = ["begintime", "endtime", "weekdays", "monthdays", "months", "description"]
    private static let scheduleWords = [
        "periods", "timezone", "description", "override_status", "stop_new_instances", "use_maintenance_window",
        "ssm_maintenance_window", "enforced", "hibernate", "retain_running",
    ]

    private static func table(_ node: YAMLNode, _ reading: inout ConfigurationReading) -> Table? {
        let words = keys.words(in: "schedules.table")
        guard let fields = reading.mapping(node, as: "table", words: words) else { return nil }
        for word in words where fields[word] == nil {
            reading.error(.missingKey, at: node, "table needs \(word)")
        }
        guard let account = reading.text(fields, "account"), let region = reading.text(fields, "region"),
            let name = reading.text(fields, "name")
        else { return nil }
        let isName =
            (3...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
        guard isName else {
            reading.error(
                .section, at: fields["name"]?.value ?? node,
                "the name of a table has 3 to 255 letters, digits, underscores, hyphens and dots")
            return nil
        }
        return Table(account: account, region: region, name: name)
    }

    private static func policy(_ node: YAMLNode, _ reading: inout ConfigurationReading) -> OffHours.Policy {
        var policy = OffHours.Policy()
        guard let fields = reading.mapping(node, as: "offhours", words: keys.words(in: "schedules.offhours")) else {
            return policy
        }
        if let tag = reading.text(fields, "tag") { policy.tag = tag }
        if let zone = reading.text(fields, "timezone") { policy.zone = zone.lowercased() }
        if let hour = hour(fields, "onhour", &reading) { policy.onHour = hour }
        if let hour = hour(fields, "offhour", &reading) { policy.offHour = hour }
        if let flag = reading.flag(fields, "weekends") { policy.hasWeekends = flag }
        do throws(DefinitionFault) { _ = try OffHours("on", policy) } catch {
            reading.error(.section, at: node, "offhours: \(error.message)")
        }
        return policy
    }

    private static func hour(
        _ fields: ConfigurationFields, _ name: String, _ reading: inout ConfigurationReading
    ) -> Int? {
        guard let field = fields[name], let text = reading.text(fields, name) else { return nil }
        if let hour = Int(text), (0...23).contains(hour) { return hour }
        reading.error(.section, at: field.value, "\(name) must be an hour from 0 to 23")
        return nil
    }

    /// Reads definitions by name.
    private static func read<Definition>(
        _ fields: ConfigurationFields, _ section: String, _ reading: inout ConfigurationReading,
        into results: inout [String: Result<Definition, DefinitionFault>], fields words: [String],
        _ make: (Value, String) throws(DefinitionFault) -> Definition
    ) {
        guard let field = fields.written(section), let entries = reading.mapping(field.value, as: section) else {
            return
        }
        for entry in entries.all {
            let what = "an entry of \(section)"
            guard reading.mapping(entry.value, as: what, words: words + ["name"]) != nil else { continue }
            do throws(DefinitionFault) {
                results[entry.name] = .success(try make(entry.value.value, entry.name))
            } catch {
                results[entry.name] = .failure(error)
            }
        }
    }

    /// Warns of what cannot be evaluated, at its place.
    private static func warn(
        of settings: ScheduleSettings, _ fields: ConfigurationFields, _ reading: inout ConfigurationReading
    ) {
        func node(_ section: String, _ name: String) -> YAMLNode? {
            guard case .mapping(let pairs)? = fields[section]?.value.content else { return nil }
            return pairs.first { $0.key.text == name }?.key
        }
        for (name, result) in settings.periods.sorted(by: { $0.key < $1.key }) {
            do throws(DefinitionFault) { try Period(try result.get()).checkSteps() } catch {
                if let node = node("periods", name) { reading.warning(.section, at: node, error.message) }
            }
        }
        for (name, result) in settings.schedules.sorted(by: { $0.key < $1.key }) {
            do throws(DefinitionFault) {
                _ = try Schedule(try result.get(), periods: settings.periods, defaultZone: settings.defaultZone)
            } catch {
                // Its periods may stand in the table.
                guard error.code != .undefinedPeriod || settings.table == nil else { continue }
                if let node = node("schedules", name) { reading.warning(.section, at: node, error.message) }
            }
        }
    }
}
