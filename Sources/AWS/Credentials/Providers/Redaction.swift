/// Takes what may be secret out of what other programs and machines say.
enum Redaction {
    /// One line of at most 300 characters, in which whatever looks like a key or a token has become `***`.
    ///
    /// - Shape: too much is hidden rather than too little; words and paths stay.
    static func redacted(_ text: String) -> String {
        var words: [Substring] = []
        var hidesNext = false
        var mayAnnounce = false
        for word in text.prefix(4_096).split(whereSeparator: \.isWhitespace) {
            let name = word.lowercased().filter(\.isLetter)
            guard !word.allSatisfy({ "=:>".contains($0) }) else {
                // `password = x`: the secret's name stands before the sign, the secret behind it.
                hidesNext = hidesNext || mayAnnounce
                words.append(word)
                continue
            }
            // `Authorization: Basic x`: the scheme is none, what follows is.
            let isScheme = hidesNext && ["basic", "bearer"].contains(name)
            words.append(hidesNext && !isScheme ? "***" : hidden(word))
            mayAnnounce = isSecretName(name)
            hidesNext = isScheme || name == "bearer" || mayAnnounce && announces(word)
        }
        return APIError.safe(words.joined(separator: " "), limit: 300)
    }

    /// Whether the word after a secret's name is the secret itself (`password: x`, `--password x`).
    private static func announces(_ word: Substring) -> Bool {
        word.hasSuffix(":") || word.hasSuffix("=") || word.hasPrefix("-")
    }

    private static func isSecretName(_ name: some StringProtocol) -> Bool {
        ["secret", "token", "password", "passwd", "passphrase", "accesskey", "authorization", "assertion"].contains {
            name.contains($0)
        }
    }

    /// `word` with the suspicious runs of it replaced.
    private static func hidden(_ word: Substring) -> Substring {
        // `secret=x`, `"SecretAccessKey":"x"`, `?token=x`.
        if let mark = word.firstIndex(where: { $0 == "=" || $0 == ":" }),
            isSecretName(word[..<mark].lowercased().filter(\.isLetter)), word.index(after: mark) < word.endIndex
        {
            return word[...mark] + "***"
        }
        let word = withoutUser(word)
        var result = ""
        var run = ""
        func flush() {
            result += isSuspicious(run) ? "***" : run
            run = ""
        }
        for character in word {
            if character.isASCII, character.isLetter || character.isNumber || "+/=_-".contains(character) {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result[...]
    }

    /// A URL without the name and password that may stand in it.
    private static func withoutUser(_ word: Substring) -> Substring {
        guard let scheme = word.firstRange(of: "://"), let end = word.lastIndex(of: "@"), scheme.upperBound < end else {
            return word
        }
        return word[..<scheme.upperBound] + "***" + word[end...]
    }

    /// Whether `run` may be a key id, a secret key, a token or a part of one.
    private static func isSuspicious(_ run: String) -> Bool {
        guard run.count >= 16 else { return false }
        let pieces = run.split(whereSeparator: { "/_-".contains($0) })
        let hasDigit = run.contains { $0.isNumber }
        // Paths and hyphenated names fall apart into words; secrets have a long piece or mix cases and digits.
        return hasDigit && run.contains { $0.isUppercase }
            || pieces.contains { $0.count >= 16 && $0.contains { $0.isNumber } || $0.count >= 24 && !isName($0) }
    }

    /// Whether letters look like words written together (`AssumeRoleUnauthorizedAccess`).
    private static func isName(_ piece: Substring) -> Bool {
        piece.allSatisfy { $0.isLetter } && piece.count { $0.isUppercase } * 3 <= piece.count
    }
}
