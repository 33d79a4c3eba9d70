package import Document
package import FoundationEssentials
import Inventory

/// A question about a schedule that is whole in itself, with its answer.
///
/// - Shape: `{"periods": […], "schedule": {…}, "at": "…"}` is answered by
///   `{"desired", "type", "active_period", "next_change", "next_state"}`, or by `{"error": {"code", "message"}}`.
package enum ScheduleQuestion {
    /// The longest question that is read.
    ///
    /// - Units: bytes.
    package static let maximumLength = 1 << 20

    /// The answer to one line; never fails, whatever the line is.
    package static func answer(_ line: [UInt8]) -> Value {
        do throws(DefinitionFault) {
            return try self.answer(value(line))
        } catch {
            return error.answer
        }
    }

    private static func value(_ line: [UInt8]) throws(DefinitionFault) -> Value {
        guard line.count <= maximumLength else {
            throw DefinitionFault(.question, "the line has more than \(maximumLength >> 20) MiB")
        }
        do throws(DocumentError) {
            return try Value(json: line, limits: DocumentLimits(bytes: maximumLength, depth: 16, nodes: 100_000))
        } catch {
            throw DefinitionFault(.question, "the line is no JSON: \(error.message)")
        }
    }

    private static func answer(_ question: Value) throws(DefinitionFault) -> Value {
        guard let schedule = question["schedule"] else {
            throw DefinitionFault(.question, "expected {\"periods\": […], \"schedule\": {…}, \"at\": \"…\"}")
        }
        var periods: [String: Result<PeriodDefinition, DefinitionFault>] = [:]
        for value in try list(question["periods"]) {
            let period = try PeriodDefinition(value)
            guard periods.updateValue(.success(period), forKey: period.name) == nil else {
                throw DefinitionFault(.duplicate, "period \"\(period.name)\" is defined twice")
            }
        }
        let instant = try instant(question["at"]?.string)
        var clock = ScheduleClock(try Schedule(try ScheduleDefinition(schedule), periods: periods))
        return try clock.answer(at: instant)
    }

    private static func list(_ value: Value?) throws(DefinitionFault) -> [Value] {
        switch value {
        case nil, .null?: return []
        case .array(let elements)?: return elements
        default: throw DefinitionFault(.question, "periods must be a list")
        }
    }

    /// Reads an instant.
    ///
    /// - Units: seconds since 1970, fractions cut off.
    /// - Throws: `DefinitionFault` for anything but ISO 8601 with a zone.
    package static func instant(_ text: String?) throws(DefinitionFault) -> Int64 {
        guard let text, let date = Timestamp.parse(text) else {
            throw DefinitionFault(
                .instant, "at must be an ISO 8601 time with its zone, as in 2026-03-29T01:30:00Z")
        }
        return date.wholeSeconds
    }
}

extension Date {
    /// Seconds since 1970, rounded down.
    package var wholeSeconds: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}

extension ScheduleClock {
    /// What the schedule wants at `instant`, and when that changes, as JSON.
    ///
    /// - Throws: `DefinitionFault` as `decision(at:)` does.
    package mutating func answer(at instant: Int64) throws(DefinitionFault) -> Value {
        let decision = try decision(at: instant)
        let change = try nextChange(after: instant)
        return .object([
            "desired": .string(decision.desired.rawValue), "type": decision.type.map { .string($0) } ?? .null,
            "active_period": decision.period.map { .string($0) } ?? .null,
            "next_change": change.map { .string(Timestamp.text($0.date)) } ?? .null,
            "next_state": change.map { .string($0.state?.rawValue ?? "error") } ?? .null,
        ])
    }
}

extension Change {
    /// The instant as a date.
    package var date: Date { Date(timeIntervalSince1970: Double(instant)) }
}

extension DefinitionFault {
    /// The fault as JSON.
    package var answer: Value {
        .object(["error": .object(["code": .string(code.rawValue), "message": .string(message)])])
    }
}
