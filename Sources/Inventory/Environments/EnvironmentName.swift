/// The name of an environment, and the words by which names of resources say that they are of it.
package struct EnvironmentName: Sendable, Hashable {
    /// As most resources have it.
    package let text: String
    /// In lower case, as environments are told apart.
    package var key: String { text.lowercased() }

    package init(_ text: String) { self.text = text }

    /// The environment's word and what people write for it, in lower case.
    package var words: Set<String> {
        let own = Set(key.split { !$0.isLetter && !$0.isNumber }.map(String.init)).union([key])
        return Self.families.reduce(own) { $1.isDisjoint(with: own) ? $0 : $0.union($1) }
    }

    /// Words that mean one environment.
    private static let families: [Set<String>] = [
        ["production", "prod", "prd", "live"], ["staging", "stage", "stg"], ["development", "develop", "dev"],
        ["testing", "test", "tst"], ["integration", "int"], ["acceptance", "uat", "acc"],
        ["preproduction", "preprod", "ppd"], ["sandbox", "sbx"], ["qa"], ["demo"],
    ]

    /// `name` without the words of the environment: what the same thing is called in every one.
    ///
    /// - Shape: lower case, parts joined by `-`; empty when nothing else is left. `OrdersStagingQueue` and `orders-stg-queue` give the same.
    package func aligned(_ name: String) -> String {
        let words = words
        return Self.parts(of: name).filter { !words.contains($0) }.joined(separator: "-")
    }

    /// The parts of a name in lower case, parted at whatever is no letter or digit and before a capital inside a word.
    static func parts(of name: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var wasSmall = false
        for character in name.prefix(300) {
            guard character.isLetter || character.isNumber else {
                if !part.isEmpty { parts.append(part) }
                part = ""
                wasSmall = false
                continue
            }
            if character.isUppercase, wasSmall {
                parts.append(part)
                part = ""
            }
            wasSmall = character.isLowercase || character.isNumber
            part += character.lowercased()
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }
}
