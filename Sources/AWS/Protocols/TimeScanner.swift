/// Reads the written forms of times.
struct TimeScanner {
    private let bytes: [UInt8]
    private var position = 0

    /// Longer texts are no times.
    private static let longest = 48

    init(_ text: String) { bytes = text.utf8.count <= Self.longest ? Array(text.utf8) : [] }

    /// `2026-11-20T13:37:00.123+01:00`, its date alone, or both without separators; without a zone it is UTC.
    mutating func isoTime() -> WireTime? {
        position = 0
        guard let year = number(4) else { return nil }
        let isExtended = take("-")
        guard let month = number(2), !isExtended || take("-"), let day = number(2) else { return nil }
        if position == bytes.count {
            // Eight digits alone are seconds, not a day.
            return isExtended ? WireTime(year: year, month: month, day: day) : nil
        }
        guard take("T") || take("t") || take(" "), let hour = number(2) else { return nil }
        guard !isExtended || take(":"), let minute = number(2) else { return nil }
        var second = 0
        if isExtended ? take(":") : position < bytes.count && isDigit(bytes[position]) {
            guard let found = number(2) else { return nil }
            second = found
        }
        let microsecond = take(".") ? fraction() : 0
        guard let microsecond, let offset = zone(), position == bytes.count else { return nil }
        return WireTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond,
            offset: offset)
    }

    /// `Fri, 20 Nov 2026 13:37:00 GMT`.
    mutating func httpDate() -> WireTime? {
        position = 0
        while position < bytes.count, !isDigit(bytes[position]) { position += 1 }
        guard let day = number(2) ?? number(1), take(" ") || take("-"), let month = month(), take(" ") || take("-"),
            let year = number(4), take(" "), let hour = number(2), take(":"), let minute = number(2), take(":"),
            let second = number(2)
        else { return nil }
        let microsecond = take(".") ? fraction() : 0
        guard let microsecond, take(" "), let offset = zone(), position == bytes.count else { return nil }
        return WireTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond,
            offset: offset)
    }

    /// Seconds east of Greenwich; 0 when nothing stands there.
    private mutating func zone() -> Int? {
        if position == bytes.count || take("Z") || take("z") || take("GMT") || take("UTC") || take("UT") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hours = number(2) else { return nil }
        _ = take(":")
        let minutes = number(2) ?? 0
        guard hours < 24, minutes < 60 else { return nil }
        return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
    }

    /// Digits behind a point, cut after the sixth.
    private mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < bytes.count, isDigit(bytes[position]) {
            if count < 6 { value = value * 10 + Int(bytes[position] - 0x30) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 6)..<6 { value *= 10 }
        return value
    }

    private mutating func month() -> Int? {
        for (index, name) in WireTime.months.enumerated() where take(name) { return index + 1 }
        return nil
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return value
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
