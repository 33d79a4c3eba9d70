import FoundationEssentials

/// How records are written: for people, or one JSON object a line.
package enum LogFormat: String, Sendable, CaseIterable {
    case text, json

    /// Bytes of one line at most, its end included.
    package static let lineBytes = 8 << 10
    /// Bytes of one field's value at most, once written.
    package static let valueBytes = 2 << 10
    /// What is kept for level, time, names and marks.
    private static let reserve = 512

    /// The record as one line.
    ///
    /// - Shape: no control character but the line's end; what is too long ends in `…`; secrets are masked.
    package func line(_ record: LogRecord, hiding secrets: Redaction) -> [UInt8] {
        var line = LogLine(limit: Self.lineBytes - Self.reserve)
        switch self {
        case .text:
            line.raw("\(Self.clock(record.time)) \(record.level.rawValue.uppercased()) ")
            line.visible(secrets.applied(to: record.message), limit: Self.valueBytes * 2)
            for (name, value) in record.fields {
                line.raw(" \(name)=")
                switch value {
                case .text(let text): line.word(secrets.applied(to: text), limit: Self.valueBytes)
                case .integer(let number): line.raw(String(number))
                case .decimal(let number): line.raw(Self.decimal(number))
                }
            }
        case .json:
            line.raw(#"{"time":"\#(Self.moment(record.time))","level":"\#(record.level.rawValue)","message":"#)
            line.quoted(secrets.applied(to: record.message), limit: Self.valueBytes * 2)
            for (name, value) in record.fields {
                line.raw(#","\#(name)":"#)
                switch value {
                case .text(let text): line.quoted(secrets.applied(to: text), limit: Self.valueBytes)
                case .integer(let number): line.raw(String(number))
                case .decimal(let number): line.raw(Self.decimal(number))
                }
            }
            line.raw("}")
        }
        line.raw("\n")
        return line.bytes
    }

    private static func decimal(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e12 else { return "0" }
        let thousandths = Int((number * 1000).rounded())
        let fraction = String(thousandths.magnitude % 1000)
        let zeros = String(repeating: "0", count: 3 - fraction.count)
        return "\(thousandths < 0 ? "-" : "")\(thousandths.magnitude / 1000).\(zeros)\(fraction)"
    }

    /// `2026-11-21T16:24:34.123Z`.
    private static func moment(_ time: Date) -> String {
        Date.ISO8601FormatStyle(includingFractionalSeconds: true).format(time)
    }

    /// `16:24:34`, in UTC as the pages have it.
    private static func clock(_ time: Date) -> String {
        let seconds = Int(time.timeIntervalSince1970.rounded(.down))
        let day = ((seconds % 86400) + 86400) % 86400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(two(day / 3600)):\(two(day / 60 % 60)):\(two(day % 60))Z"
    }
}
