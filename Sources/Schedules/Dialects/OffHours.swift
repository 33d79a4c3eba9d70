package import TimeZones

/// A schedule as Cloud Custodian's filters `offhour` and `onhour` read it from a resource's own tag.
///
/// - Source: Cloud Custodian, c7n/filters/offhours.py.
/// - Shape: hours in which something is switched on or off; in between it stays what it was.
package struct OffHours: Sendable, Hashable {
    /// What counts where a tag does not say it: what the policies have.
    package struct Policy: Sendable, Hashable {
        /// The tag's key, compared without case.
        package var tag = "maid_offhours"
        package var zone = "et"
        package var onHour = 7
        package var offHour = 19
        /// Whether the weekend is off.
        package var hasWeekends = true

        package init() {}
    }

    package let zone: Zone
    /// Hours of the week, Monday's first hour being 0.
    let on: Set<Int>
    let off: Set<Int>
    /// The tag says that it is not to be touched.
    package let isOptedOut: Bool

    /// Understands the value of a tag.
    ///
    /// - Throws: `DefinitionFault` (`invalid-tag`) for what Cloud Custodian reports as invalid.
    package init(_ tag: String, _ policy: Policy = Policy()) throws(DefinitionFault) {
        guard tag.utf8.count <= 1000 else { throw DefinitionFault(.tag, "the tag is longer than 1000 characters") }
        let value = tag.lowercased().trimmed(of: "'").trimmed(of: "\"")
        isOptedOut = value == "off"
        if isOptedOut {
            zone = .utc
            (on, off) = ([], [])
            return
        }
        let normal = value.split(separator: ";").joined(separator: ";")
        let words = Self.words(of: normal)
        for key in words.keys.sorted() where !["on", "off", "tz"].contains(key) {
            throw DefinitionFault(.tag, "\"\(key)\" is none of on, off and tz")
        }
        var parsed: [String: String] = [:]
        if words["on"] != nil || words["off"] != nil {
            for piece in normal.split(separator: ";") {
                let halves = piece.split(separator: "=", omittingEmptySubsequences: false)
                guard halves.count == 2 else {
                    throw DefinitionFault(.tag, "\"\(piece)\" is not of the form key=value")
                }
                parsed[String(halves[0])] = String(halves[1])
            }
        }
        let days = policy.hasWeekends ? 0..<5 : 0..<7
        on = try Self.hours("on", words, parsed, otherwise: Set(days.map { $0 * 24 + policy.onHour }))
        off = try Self.hours("off", words, parsed, otherwise: Set(days.map { $0 * 24 + policy.offHour }))
        guard on.isDisjoint(with: off) else {
            throw DefinitionFault(.tag, "it is switched on and off in the same hour")
        }
        let name = words["tz"].flatMap { $0.isEmpty ? nil : $0 } ?? policy.zone
        guard let zone = Self.zone(name) else {
            throw DefinitionFault(.tag, "no time zone \"\(name)\"\(suggestion(for: name, among: Zone.names))")
        }
        self.zone = zone
    }

    /// The `key=value` among what spaces and semicolons part.
    private static func words(of value: String) -> [String: String] {
        var words: [String: String] = [:]
        for piece in value.split(whereSeparator: { $0 == " " || $0 == ";" }) {
            let halves = piece.split(separator: "=", omittingEmptySubsequences: false)
            if halves.count == 2 { words[String(halves[0])] = String(halves[1]) }
        }
        return words
    }

    /// The hours under a key: the tag's own, or the policy's where the tag has not got it.
    private static func hours(
        _ key: String, _ words: [String: String], _ parsed: [String: String], otherwise: Set<Int>
    ) throws(DefinitionFault) -> Set<Int> {
        guard words[key] != nil else { return otherwise }
        // A space in front of the key hides it from Cloud Custodian: then it is never switched so.
        guard let text = parsed[key] else { return [] }
        var hours: Set<Int> = []
        let plain = text.filter { $0 != "[" && $0 != "]" }
        for part in plain.splitting(on: ",(") {
            let tokens = part.filter { $0 != "(" && $0 != ")" }
                .split(separator: ",", omittingEmptySubsequences: false)
            guard tokens.count == 2, tokens[1].allSatisfy(\.isASCIIDigit), let hour = Int(tokens[1]), hour < 24,
                let days = days(tokens[0])
            else { throw DefinitionFault(.tag, "\"\(key)=\(text)\" is not of the form (M-F,19)") }
            hours.formUnion(days.map { $0 * 24 + hour })
        }
        return hours
    }

    /// `m`, `m-f`, `f-m`; Thursday is h, Sunday u.
    private static func days(_ text: Substring) -> [Int]? {
        let letters: [Substring: Int] = ["m": 0, "t": 1, "w": 2, "h": 3, "f": 4, "s": 5, "u": 6]
        if let day = letters[text] { return [day] }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { letters[$0] }
        guard ends.count == 2 else { return nil }
        return ends[0] > ends[1] ? Array(ends[0]..<7) + Array(0...ends[1]) : Array(ends[0]...ends[1])
    }

    private static func zone(_ name: String) -> Zone? {
        if let alias = aliases[name] { return Zone(alias) }
        return Zone(name) ?? Zone.names.first { $0.lowercased() == name }.flatMap { Zone($0) }
    }

    private static let aliases: [String: String] = {
        var aliases: [String: String] = [:]
        for (zone, words) in [
            ("America/Los_Angeles", "pdt pt pst"), ("America/Phoenix", "ast at"), ("America/New_York", "est edt et"),
            ("America/Chicago", "cst cdt ct"), ("America/Denver", "mst mdt mt"), ("Etc/GMT", "gmt gt"),
            ("Europe/London", "bst"), ("Europe/Dublin", "ist"), ("Europe/Berlin", "cet"), ("Asia/Kolkata", "it"),
            ("Asia/Tokyo", "jst"), ("Asia/Seoul", "kst"), ("Asia/Singapore", "sgt"), ("Australia/Sydney", "aet"),
            ("America/Sao_Paulo", "brt"), ("Etc/UTC", "utc"),
        ] {
            for word in words.split(separator: " ") { aliases[String(word)] = zone }
        }
        return aliases
    }()
}

extension OffHours {
    /// Hours looked back and ahead: more than a week, for clocks that go forward skip hours.
    private static let reach = 24 * 15

    /// What was done last before `instant`.
    ///
    /// - Units: seconds since 1970.
    package func decision(at instant: Int64) -> Decision {
        guard !isOptedOut else { return Decision(.any) }
        for back in 0..<Self.reach {
            if let state = state(inHourOf: instant - Int64(back) * 3600) { return Decision(state) }
        }
        return Decision(.any)
    }

    /// The next hour in which something else is done; nil when it never is.
    ///
    /// - Units: seconds since 1970.
    package func nextChange(after instant: Int64) -> Change? {
        let current = decision(at: instant).desired
        var time = instant
        for _ in 0..<Self.reach {
            let second = (time + zone.offset(at: time)).quotientAndRemainderFloored(by: 3600).remainder
            time += 3600 - second
            if let state = state(inHourOf: time), state != current { return Change(instant: time, state: state) }
        }
        return nil
    }

    /// What is done in the hour of the week in which `instant` is.
    private func state(inHourOf instant: Int64) -> DesiredState? {
        let hours = (instant + zone.offset(at: instant)).quotientAndRemainderFloored(by: 3600).quotient
        // 1970-01-01 was a Thursday.
        return state(inHour: Int((hours + 72).quotientAndRemainderFloored(by: 168).remainder))
    }

    private func state(inHour hour: Int) -> DesiredState? {
        on.contains(hour) ? .running : off.contains(hour) ? .stopped : nil
    }

    /// What each hour of an ordinary week is, from Monday on.
    var week: [DesiredState] {
        (0..<168).map { hour in
            for back in 0..<168 {
                if let state = state(inHour: (hour - back + 168) % 168) { return state }
            }
            return .any
        }
    }
}

extension String {
    /// Without `mark` at either end, however often it stands there.
    fileprivate func trimmed(of mark: Character) -> String {
        var text = self[...]
        while text.first == mark { text.removeFirst() }
        while text.last == mark { text.removeLast() }
        return String(text)
    }

    fileprivate func splitting(on mark: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: mark) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }
}
