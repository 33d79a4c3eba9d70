package import FoundationEssentials

/// One thing that happened.
package struct LogRecord: Sendable, Hashable {
    /// What a field holds.
    package enum Field: Sendable, Hashable {
        case text(String)
        case integer(Int)
        /// Written with three decimals.
        case decimal(Double)
    }

    package let time: Date
    package let level: LogLevel
    /// One sentence.
    package let message: String
    /// Names are plain words, each once; values may hold anything.
    package let fields: [(name: StaticString, value: Field)]

    package init(
        _ level: LogLevel, _ message: String, at time: Date, fields: [(name: StaticString, value: Field)] = []
    ) {
        self.time = time
        self.level = level
        self.message = message
        self.fields = fields
    }

    package static func == (left: LogRecord, right: LogRecord) -> Bool {
        left.time == right.time && left.level == right.level && left.message == right.message
            && left.fields.elementsEqual(right.fields) {
                $0.name.description == $1.name.description && $0.value == $1.value
            }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(time)
        hasher.combine(message)
    }
}
