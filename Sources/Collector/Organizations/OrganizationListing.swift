package import Document
import Configuration
package import Inventory

/// The members of an organization, sorted into those that are read and those that are not: a pure value.
///
/// - Source: AWS Organizations API 2016-11-28, ListAccounts; `State` came after `Status` and counts before it.
package struct OrganizationListing: Sendable, Hashable {
    package private(set) var members: [OrganizationMember] = []
    package private(set) var skipped: [OrganizationInfo.Skipped] = []

    /// Sorts the answer of ListAccounts.
    ///
    /// - Parameters:
    ///   - answer: All pages of it.
    ///   - settings: Whom to leave out.
    ///   - knownIDs: The accounts that the configuration names; they are read as it says.
    ///   - takenNames: Their names.
    package init(_ answer: Value, _ settings: OrganizationSettings, knownIDs: Set<String>, takenNames: Set<String>) {
        var taken = takenNames.union(settings.reservedNames)
        var seen = knownIDs
        // Sorted, so that the same accounts get the same names whatever the order of the answer.
        let accounts = (answer["Accounts"]?.array ?? []).sorted {
            ($0["Id"]?.string ?? "") < ($1["Id"]?.string ?? "")
        }
        for account in accounts {
            guard let id = account["Id"]?.string, Self.isID(id), seen.insert(id).inserted else { continue }
            let name = account["Name"]?.string ?? id
            if let reason = Self.reason(account, id: id, name: name, settings) {
                skipped.append(OrganizationInfo.Skipped(id: id, name: name, reason: reason))
                continue
            }
            var word = Self.word(name)
            if word.isEmpty || taken.contains(word) { word += (word.isEmpty ? "" : "-") + id }
            taken.insert(word)
            members.append(OrganizationMember(name: word, id: id))
        }
    }

    private static func reason(
        _ account: Value, id: String, name: String, _ settings: OrganizationSettings
    ) -> OrganizationInfo.Skipped.Reason? {
        switch account["State"]?.string ?? account["Status"]?.string {
        case "SUSPENDED": return .suspended
        case "PENDING_CLOSURE", "CLOSED": return .closing
        case "PENDING_ACTIVATION": return .pending
        default: break
        }
        return settings.exclude.contains { $0 == id || Wildcard.matches(name, $0) } ? .excluded : nil
    }

    private static func isID(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The longest word made of a name; Organizations allows fifty characters.
    private static let longestWord = 64

    /// `name` as the first part of a URL: lower case, `_` for blanks, commas, slashes, control and format characters.
    private static func word(_ name: String) -> String {
        var word = ""
        for character in name.lowercased().prefix(longestWord) {
            let isBad =
                character.isWhitespace || ",/".contains(character)
                || character.unicodeScalars.contains {
                    [.control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator]
                        .contains($0.properties.generalCategory)
                }
            if isBad { if word.last != "_" { word.append("_") } } else { word.append(character) }
        }
        while word.last == "_" { word.removeLast() }
        while word.first == "_" { word.removeFirst() }
        return word == "." || word == ".." ? "" : word
    }
}
