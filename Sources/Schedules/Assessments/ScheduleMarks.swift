import Inventory

/// What the tags of a resource say about schedules.
struct ScheduleMarks: Sendable {
    private(set) var schedule: String?
    /// A key that differs from the schedule's by case alone.
    private(set) var nearMiss: String?
    private(set) var offHours: String?
    /// The Auto Scaling group that an instance belongs to.
    private(set) var group: String?
    private(set) var lastAction: String?
    private(set) var error: String?
    private(set) var errorMessage: String?
    private(set) var managedBy: String?

    private static let groupKey = "aws:autoscaling:groupName"

    /// - Cost: values of other tags are not made, and keys of other lengths not compared.
    init(_ resource: Resource, tag: String, _ offHoursTag: String) {
        let (length, offLength) = (tag.utf8.count, offHoursTag.utf8.count)
        let tags = resource.tags { key in
            switch key.utf8.count {
            case length, offLength, Self.groupKey.utf8.count: true
            default: key.utf8.first == UInt8(ascii: "I") && key.hasPrefix("IS-")
            }
        }
        for one in tags { read(one, tag, offHoursTag) }
    }

    private mutating func read(_ one: Tag, _ tag: String, _ offHoursTag: String) {
        switch one.key {
        case tag: schedule = one.value
        case "IS-LastAction": lastAction = one.value
        case "IS-Error": error = one.value
        case "IS-ErrorMessage": errorMessage = one.value
        case "IS-ManagedBy": managedBy = one.value
        case Self.groupKey: group = one.value
        case offHoursTag: if offHours == nil { offHours = one.value }
        default:
            let key = one.key.lowercased()
            if key == tag.lowercased() { nearMiss = one.key }
            if key == offHoursTag.lowercased(), offHours == nil { offHours = one.value }
        }
        // One key may be both dialects' own, which is a conflict of its own.
        if one.key == tag, tag.utf8.count == offHoursTag.utf8.count, tag.lowercased() == offHoursTag.lowercased() {
            offHours = one.value
        }
    }
}
