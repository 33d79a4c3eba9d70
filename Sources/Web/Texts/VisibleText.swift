/// Text of unknown origin made fit to be looked at.
///
/// - Shape: escaping for HTML is the template's work; this is about what the eye would miss or be fooled by.
enum VisibleText {
    /// Graphemes of a value in a table cell before it is cut; the detail page has the whole.
    static let cellLimit = 160
    /// Graphemes of what AWS says is wrong: the reason often stands at the end.
    static let messageLimit = 800
    /// Bytes of a value in a table cell, whatever its graphemes: one may hold thousands of combining marks.
    static let cellBytes = 1024

    /// `text` with its invisible and direction-changing characters shown: `⟨U+202E⟩`, `↵`, `⇥`.
    ///
    /// - Shape: line breaks and tabs stay when `keepsLines`.
    /// - Cost: returns `text` itself when there is nothing to show.
    static func showing(_ text: String, keepsLines: Bool = false) -> String {
        if isPlain(text) { return text }
        if !text.unicodeScalars.contains(where: { isHidden($0) }) { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if !isHidden(scalar) || (keepsLines && (scalar == "\n" || scalar == "\t")) {
                shown.unicodeScalars.append(scalar)
            } else if keepsLines && scalar == "\r" {
                continue
            } else if scalar == "\n" || scalar == "\t" {
                shown += scalar == "\n" ? "↵" : "⇥"
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                shown += "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
            }
        }
        return shown
    }

    /// Whether `text` is printable ASCII alone, as nearly all of AWS's values are.
    private static func isPlain(_ text: String) -> Bool {
        let found = text.utf8.withContiguousStorageIfAvailable { bytes in
            var isPlain = true
            // Without a way out of the loop, so that it takes many bytes at a time.
            for byte in bytes { isPlain = (byte &- 0x20 < 0x5F) && isPlain }
            return isPlain
        }
        return found ?? text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    }

    /// Controls, direction overrides and isolates, and what has no width.
    ///
    /// The joiners inside emoji and scripts stay.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// What AWS says is wrong.
    static func message(_ text: String) -> String { cell(text, limit: messageLimit).text }

    /// `text` fit for a table cell, and whether it was cut.
    ///
    /// - Shape: cut between graphemes; only one that alone is longer than a cell is cut between scalars.
    static func cell(_ text: String, limit: Int = cellLimit) -> (text: String, isCut: Bool) {
        if text.utf8.count <= limit { return (showing(text), false) }
        var kept = ""
        var count = 0
        for character in text {
            guard count < limit, kept.utf8.count + character.utf8.count <= cellBytes else { break }
            kept.append(character)
            count += 1
        }
        if kept.isEmpty { kept.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(limit)) }
        let isCut = kept.utf8.count < text.utf8.count
        return (showing(kept) + (isCut ? "…" : ""), isCut)
    }
}
