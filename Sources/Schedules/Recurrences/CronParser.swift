/// Reads the texts of one field of a period.
///
/// - Source: AWS Instance Scheduler v3: one text or several, each a list with commas; names whole or by three letters, in any case.
struct CronParser {
    let field: CronField

    /// The longest text and the most parts that are read.
    private static let maximumLength = 1000
    private static let maximumParts = 400

    /// What `texts` name together.
    ///
    /// - Throws: `DefinitionFault` with the part that cannot be understood.
    func parse(_ texts: [String]) throws(DefinitionFault) -> CronExpression {
        guard !texts.isEmpty else { throw fault("is empty; leave it out to mean every one") }
        var expressions: [CronExpression] = []
        var count = 0
        for text in texts {
            guard text.utf8.count <= Self.maximumLength else {
                throw fault("is longer than \(Self.maximumLength) characters")
            }
            let parts = try text.split(separator: ",", omittingEmptySubsequences: false).map {
                part throws(DefinitionFault) in try expression(part.trimmed.lowercased()[...])
            }
            count += parts.count
            guard count <= Self.maximumParts else { throw fault("has more than \(Self.maximumParts) parts") }
            expressions.append(parts.count == 1 ? parts[0] : .list(parts))
        }
        return expressions.count == 1 ? expressions[0] : .union(expressions)
    }

    private func expression(_ text: Substring) throws(DefinitionFault) -> CronExpression {
        if let number = number(text) { return .value(try checked(number, text)) }
        switch text {
        case "*", "?": return .all
        case "l":
            guard field != .months else { throw fault("\"\(text)\" is no month") }
            return .last
        default: break
        }
        if let step = try step(text) { return step }
        if let range = try range(text, step: 1) { return range }
        if let weekday = try weekdayOfMonth(text) { return weekday }
        if text.last == "w", let target = Self.digits(text.dropLast()) {
            guard field == .monthdays else { throw fault("\"\(text)\" belongs into monthdays") }
            return .nearestWeekday(try checked(target, text))
        }
        throw malformed(text)
    }

    /// `start/step` or `start-end/step`; nil for anything else.
    ///
    /// Instance Scheduler takes the last digit behind the slash for the step: `1/15` is every fifth. What it does is what counts here.
    private func step(_ text: Substring) throws(DefinitionFault) -> CronExpression? {
        let slashes = text.indices.filter { text[$0] == "/" && $0 != text.startIndex }
        for slash in slashes.reversed() {
            guard let step = text[text.index(after: slash)...].lazy.compactMap(\.decimalDigit).last else {
                continue
            }
            let base = text[..<slash]
            // Nothing is trimmed in front of a slash, other than in a range.
            if let found = try range(base, step: step) { return found }
            if let start = number(base) { return .stepped(start: try checked(start, base), step: step) }
            throw malformed(text)
        }
        return nil
    }

    /// `start-end`; nil for anything else.
    private func range(_ text: Substring, step: Int) throws(DefinitionFault) -> CronExpression? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        guard let start = number(parts[0].trimmed) else { return nil }
        let first = try checked(start, parts[0])
        if parts[1].trimmed == "l" {
            guard field == .monthdays else { throw fault("\"\(text)\": L ends a range of monthdays only") }
            return .range(start: first, end: nil, step: step)
        }
        guard let end = number(parts[1].trimmed) else { return nil }
        let last = try checked(end, parts[1])
        guard field != .monthdays || first <= last else {
            throw fault("\"\(text)\" ends before it begins; days of the month do not go round")
        }
        return .range(start: first, end: last, step: step)
    }

    /// `mon#1` or `friL`; nil for anything else.
    private func weekdayOfMonth(_ text: Substring) throws(DefinitionFault) -> CronExpression? {
        if let mark = text.lastIndex(of: "#"), let place = Self.digits(text[text.index(after: mark)...]) {
            guard let weekday = number(text[..<mark]) else { return nil }
            guard field == .weekdays else { throw fault("\"\(text)\" belongs into weekdays") }
            guard (1...5).contains(place) else { throw fault("\"\(text)\": a month has a first to a fifth weekday") }
            return .nthWeekday(try checked(weekday, text), place)
        }
        guard text.last == "l", let weekday = number(text.dropLast()) else { return nil }
        guard field == .weekdays else { throw fault("\"\(text)\" belongs into weekdays") }
        return .lastWeekday(try checked(weekday, text))
    }

    private func number(_ text: Substring) -> Int? { Self.digits(text) ?? field.number(named: text) }

    /// A number of digits alone, of any script as Python reads them; one too large to hold is too large for every field.
    private static func digits(_ text: Substring) -> Int? {
        guard !text.isEmpty else { return nil }
        var number = 0
        for character in text {
            guard let digit = character.decimalDigit else { return nil }
            number = min(number * 10 + digit, 1_000_000)
        }
        return number
    }

    private func checked(_ number: Int, _ text: Substring) throws(DefinitionFault) -> Int {
        guard field.bounds.contains(number) else { throw fault("\"\(text)\" is out of range; \(field.grammar)") }
        return number
    }

    private func malformed(_ text: Substring) -> DefinitionFault {
        fault("\"\(text)\" cannot be understood; \(field.grammar)")
    }

    private func fault(_ message: String) -> DefinitionFault {
        DefinitionFault(.period, "\(field.rawValue) \(message)")
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }

    /// What it stands for as a decimal digit of any script; nil for everything else.
    var decimalDigit: Int? {
        guard unicodeScalars.count == 1, unicodeScalars.first?.properties.numericType == .decimal else {
            return nil
        }
        return wholeNumberValue
    }
}

extension Substring {
    /// Without white space at either end.
    var trimmed: Substring {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = self[start...].lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return self[start..<end]
    }
}
