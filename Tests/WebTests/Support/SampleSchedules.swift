import Schedules

/// Schedules for the sample's pages.
enum SampleSchedules {
    static let office: ScheduleSettings = {
        var settings = ScheduleSettings()
        settings.isConfigured = true
        settings.periods["day"] = .success(
            PeriodDefinition(name: "day", begintime: "09:00", endtime: "17:30", weekdays: ["mon-fri"]))
        settings.periods["evening"] = .success(PeriodDefinition(name: "evening", endtime: "22:00", monthdays: ["L"]))
        settings.periods["bad"] = .success(PeriodDefinition(name: "bad", begintime: "17:00", endtime: "09:00"))
        settings.schedules["office-hours"] = .success(
            ScheduleDefinition(
                name: "office-hours", periods: ["day@m5.large", "evening"], timezone: "Europe/London",
                description: "Office & <hours>", enforced: true))
        settings.schedules["on"] = .success(ScheduleDefinition(name: "on", overrideStatus: "running"))
        settings.schedules["broken"] = .success(ScheduleDefinition(name: "broken", periods: ["bad"]))
        settings.schedules["<script>"] = .success(ScheduleDefinition(name: "<script>", periods: ["gone"]))
        return settings
    }()

    static let many: ScheduleSettings = {
        var settings = office
        for number in 0..<40 {
            settings.schedules["s\(number)"] = .success(ScheduleDefinition(name: "s\(number)", periods: ["day"]))
        }
        return settings
    }()

    static let unread: ScheduleSettings = {
        var settings = office
        settings.table = ScheduleSettings.Table(account: "nobody", region: "eu-west-1", name: "config")
        return settings
    }()
}
