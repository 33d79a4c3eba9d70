package import FoundationEssentials

/// Quantities as people read them.
package enum Humanised {
    /// `1.5 GiB`: at most one decimal, in the largest unit that leaves at least one.
    package static func bytes(_ bytes: Double) -> String {
        var amount = bytes
        var units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"][...]
        // 1023.95 and more would round to 1024.0.
        while abs(amount) >= 1023.95, units.count > 1 {
            amount /= 1024
            units.removeFirst()
        }
        return "\(number(amount)) \(units.first ?? "B")"
    }

    /// `1 h 30 min`: the two largest units.
    package static func duration(_ seconds: Double) -> String {
        guard abs(seconds) < 1e15 else { return "\(number(seconds)) s" }
        guard seconds >= 0 else { return "-" + duration(-seconds) }
        if seconds < 1, seconds > 0 { return "\(number(seconds * 1000)) ms" }
        if seconds < 60 { return "\(number(seconds)) s" }
        var rest = Int(seconds)
        var parts: [String] = []
        for (name, size) in [("d", 86400), ("h", 3600), ("min", 60), ("s", 1)] {
            if rest >= size, parts.count < 2 { parts.append("\(rest / size) \(name)") }
            if !parts.isEmpty, rest < size { parts.append("") }
            rest %= size
        }
        return parts.prefix(2).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `2026-01-31 10:30 UTC`.
    package static func time(_ date: Date) -> String {
        let text = Timestamp.text(date)
        guard text.utf8.count == 20 else { return text }
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    /// `40 d`: how long ago in the largest unit, `in 2 h` for what is still to come.
    package static func age(of date: Date, now: Date) -> String {
        let seconds = now.timeIntervalSince(date)
        let text = span(abs(seconds))
        return seconds < -1 ? "in \(text)" : text
    }

    /// `in 40 d`, or `3 d ago` for what has ended.
    package static func expiry(of date: Date, now: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        return seconds < 0 ? "\(span(-seconds)) ago" : "in \(span(seconds))"
    }

    private static func span(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: "\(Int(seconds)) s"
        case ..<3600: "\(Int(seconds / 60)) min"
        case ..<172_800: "\(Int(seconds / 3600)) h"
        case ..<63_072_000: "\(Int(seconds / 86400)) d"
        case ..<1e12: "\(Int(seconds / 31_536_000)) y"
        default: "ages"
        }
    }

    /// At most one decimal, no needless zero.
    package static func number(_ number: Double) -> String {
        guard abs(number) < 1e15 else { return "\(number)" }
        let tenths = Int((number * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let whole = abs(tenths) / 10
        let decimal = abs(tenths) % 10
        return decimal == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(decimal)"
    }
}
