/// The words of a half-written line of a shell.
enum ShellWords {
    /// The words as the shell would give them, the last one as far as it goes, empty after a space.
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isOpen = false
        var quote: Character?
        var escapes = false
        for letter in line {
            if escapes {
                word.append(letter)
                escapes = false
            } else if letter == "\\", quote != "'" {
                (escapes, isOpen) = (true, true)
            } else if letter == quote {
                quote = nil
            } else if quote == nil, letter == "'" || letter == "\"" {
                (quote, isOpen) = (letter, true)
            } else if quote == nil, letter == " " || letter == "\t" || letter == "\n" {
                if isOpen { words.append(word) }
                (word, isOpen) = ("", false)
            } else {
                word.append(letter)
                isOpen = true
            }
        }
        return words + [word]
    }
}
