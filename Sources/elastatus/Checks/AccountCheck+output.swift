import AWS
import Document
import Inventory

extension AccountCheck {
    /// The check for people.
    var text: String {
        var text = "\(Terminal.plain(account))\n"
        func line(_ title: String, _ value: String) {
            text += "  \(title)\(String(repeating: " ", count: 13 - title.count))\(Terminal.plain(value))\n"
        }
        line("credentials", source)
        switch identity {
        case .success(let identity):
            line("identity", identity.arn)
            line(
                "account",
                identity.accountID + (expectedID == nil ? "; the configuration names none" : ", as configured"))
        case .failure(let error):
            line("identity", "none: \(error.description)")
            if let expectedID { line("account", "\(expectedID) is expected") }
            return text
        }
        switch regions.enabled {
        case .success(let enabled): line("regions", "\(regions.configured.count) configured, \(enabled.count) enabled")
        case .failure(let error):
            line(
                "regions",
                "\(regions.configured.count) configured; which are enabled is not known: \(error.description)")
        }
        if !regions.notEnabled.isEmpty { line("", "not enabled: \(regions.notEnabled.joined(separator: ", "))") }
        guard let region else {
            line("kinds", "none was tried: no configured region is enabled")
            return text
        }
        let counts = counts.map { "\($0.count) \($0.verdict.words)" }
        line("kinds", "in \(region): \(counts.joined(separator: ", "))")
        var table = TextTable(header: ["  KIND", "READING", "ROWS", "WHY"])
        table.widestCell = 160
        table.rows = kinds.map { kind in
            ["  " + kind.kind, kind.verdict.words, kind.verdict == .denied ? "–" : String(kind.rows), kind.why]
        }
        return text + table.text
    }

    /// How many kinds came to which verdict, in the order of verdicts.
    private var counts: [(verdict: KindAccess.Verdict, count: Int)] {
        [KindAccess.Verdict.allowed, .notTried, .partly, .denied, .failed, .notEnabled].compactMap { verdict in
            let count = kinds.count { $0.verdict == verdict }
            return count == 0 ? nil : (verdict, count)
        }
    }

    /// The check for programs.
    var object: Object {
        var object: Object = ["account": .string(account), "credentials": .string(source), "ok": .bool(isWhole)]
        switch identity {
        case .success(let identity):
            object["account_id"] = .string(identity.accountID)
            object["arn"] = .string(identity.arn)
            object["error"] = .null
        case .failure(let error): object["error"] = .object(error.object)
        }
        object["expected_account_id"] = expectedID.map { .string($0) } ?? .null
        object["regions"] = [
            "configured": .array(regions.configured.map { .string($0) }),
            "enabled": (try? regions.enabled.get()).map { .array($0.map { .string($0) }) } ?? .null,
            "not_enabled": .array(regions.notEnabled.map { .string($0) }),
        ]
        object["kinds"] = .array(kinds.map { .object($0.object) })
        return object
    }
}

extension AccountCheck.KindAccess {
    /// What is missing, in words.
    fileprivate var why: String {
        var parts: [String] = []
        if !missing.isEmpty {
            parts.append("needs " + missing.joined(separator: ", "))
        } else if verdict != .allowed, let error {
            parts.append("\(error.code.rawValue): \(error.message)")
        }
        if !notTried.isEmpty, verdict != .failed {
            parts.append("\(notTried.joined(separator: ", ")) not tried: \(subject) to ask about")
        }
        return parts.joined(separator: "; ")
    }

    fileprivate var object: Object {
        [
            "kind": .string(kind), "region": .string(region), "verdict": .string(verdict.rawValue),
            "rows": .integer(rows), "missing": .array(missing.map { .string($0) }),
            "not_tried": .array(notTried.map { .string($0) }),
            "error": error.map { .object($0.object) } ?? .null,
        ]
    }
}

extension AccountCheck.KindAccess.Verdict {
    fileprivate var words: String { self == .notTried ? "not all tried" : rawValue }
}

extension APIError {
    fileprivate var object: Object {
        [
            "code": .string(code.rawValue), "message": .string(description),
            "action": action.map { .string($0) } ?? .null,
        ]
    }
}
