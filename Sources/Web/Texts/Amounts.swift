/// Numbers as people read them; JSON and CSV keep them exact.
enum Amounts {
    /// `12,345`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude).utf8)
        guard digits.count > 3 else { return String(number) }
        var text: [UInt8] = number < 0 ? [0x2D] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(0x2C) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `1 row`, `2 rows`.
    static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }
}
