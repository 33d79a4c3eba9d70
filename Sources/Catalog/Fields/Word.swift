/// The two spellings of permanent words.
enum Word {
    /// `rds-instance`: kinds and views, which stand in addresses.
    static func isKebab(_ text: String) -> Bool { isWord(text, separator: "-") }

    /// `multi_az`: columns and attachments, which stand in JSON, filters and paths.
    static func isSnake(_ text: String) -> Bool { isWord(text, separator: "_") }

    private static func isWord(_ text: String, separator: Character) -> Bool {
        guard text.count <= Defaults.wordLength, let first = text.first, first.isLowercaseASCII else { return false }
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { $0.isLowercaseASCII || $0.isDigitASCII }
        }
    }

    /// What was probably meant by `text`.
    static func correction(of text: String, separator: Character) -> String {
        var result = ""
        for character in text.lowercased() {
            if character.isLowercaseASCII || character.isDigitASCII {
                result.append(character)
            } else if !result.isEmpty, result.last != separator {
                result.append(separator)
            }
        }
        return result.last == separator ? String(result.dropLast()) : result
    }

    /// `storage_type` as a title: `Storage type`.
    static func title(of word: String) -> String {
        let text = word.replacing("_", with: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}

extension Character {
    fileprivate var isLowercaseASCII: Bool { ("a"..."z").contains(self) }
    fileprivate var isDigitASCII: Bool { ("0"..."9").contains(self) }
}
