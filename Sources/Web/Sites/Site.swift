import Configuration
import FoundationEssentials
import Inventory
import Schedules
import Templating

/// What all pages share: settings, templates, files and the clock.
struct Site: Sendable {
    let configuration: Configuration
    let templates: Templates
    let assets: Assets
    /// What Find has to say.
    let find: @Sendable (FindRequest, Snapshot) -> FindResult
    let version: String
    let now: @Sendable () -> Date
    /// Who refers to whom.
    let references = References()
    var state = ConfigurationState(readAt: .distantPast)
    /// What schedules say of rows.
    var schedules = ScheduleLens()

    /// The templates of pages without which nothing is served.
    static let pages: Set<String> = [
        "accounts", "comparison", "detail", "environment", "environments", "find", "matrix", "message", "overview",
        "table", "template",
    ]

    var base: BasePath { BasePath(configuration.serving.basePath) }
}
