/// A number with an optional unit, as people type it: `100GiB`, `30d`, `1.5h`, `80%`.
struct Quantity: Sendable, Hashable {
    let number: Double
    /// As written, without spaces; empty for none.
    let unit: String

    init?(_ text: String) {
        var digits = text.prefix { "0123456789.+-".contains($0) }
        if text.allSatisfy({ "0123456789.+-eE".contains($0) }) { digits = text[...] }
        guard let number = Double(digits), number.isFinite else { return nil }
        self.number = number
        unit = text[digits.endIndex...].filter { $0 != " " }
    }

    /// The plain number, without a unit.
    var plain: Double? { unit.isEmpty ? number : nil }
    var percent: Double? { unit.isEmpty || unit == "%" ? number : nil }

    /// - Units: bytes; a lone letter and the `iB` units count in 1024, `kB`, `MB`, `GB`, `TB` in 1000.
    var bytes: Double? {
        let powers: [(String, Int)] = [("", 0), ("k", 1), ("m", 2), ("g", 3), ("t", 4), ("p", 5)]
        let unit = self.unit.lowercased()
        for (letter, power) in powers {
            if unit == letter || unit == letter + "ib" { return number * repeated(1024, power) }
            if unit == letter + "b" { return number * repeated(1000, power) }
        }
        return nil
    }

    /// - Units: seconds; a month has 30 days, a year 365. A lone `M` could be minutes or months: it is neither.
    var seconds: Double? {
        switch unit == "M" ? unit : unit.lowercased() {
        case "ms": number / 1000
        case "", "s", "sec": number
        case "m", "min": number * 60
        case "h", "hour", "hours": number * 3600
        case "d", "day", "days": number * 86400
        case "w", "week", "weeks": number * 604_800
        case "mo", "month", "months": number * 2_592_000
        case "y", "year", "years": number * 31_536_000
        default: nil
        }
    }

    /// As `seconds`, but never a number without its unit.
    var span: Double? { unit.isEmpty ? nil : seconds }

    private func repeated(_ base: Double, _ times: Int) -> Double {
        (0..<times).reduce(1) { product, _ in product * base }
    }
}
