/// Which field of a period an expression stands in.
enum CronField: String, Sendable, CaseIterable {
    case weekdays, monthdays, months

    /// The numbers that may be written; Monday is 0.
    var bounds: ClosedRange<Int> {
        switch self {
        case .weekdays: 0...6
        case .monthdays: 1...31
        case .months: 1...12
        }
    }

    /// The number that `word`, in lower case, is a name of: whole or its first three letters.
    func number(named word: Substring) -> Int? {
        let names = names
        guard let place = names.firstIndex(where: { $0 == word || $0.prefix(3) == word }) else { return nil }
        return place + bounds.lowerBound
    }

    /// What a number of this field is called by people.
    func title(of number: Int) -> String {
        guard bounds.contains(number) else { return String(number) }
        let names = names
        return names.isEmpty ? String(number) : names[number - bounds.lowerBound].prefix(3).capitalizedFirst
    }

    private var names: [String] {
        switch self {
        case .weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        case .monthdays: []
        case .months:
            [
                "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december",
            ]
        }
    }

    /// What may be written, for messages.
    var grammar: String {
        switch self {
        case .weekdays: "days are mon to sun or 0 (Monday) to 6, as in mon-fri, mon#1 (the first), friL (the last)"
        case .monthdays: "days are 1 to 31, as in 1-15, 1-31/2, L (the last) or 15W (the weekday nearest to it)"
        case .months: "months are jan to dec or 1 to 12, as in apr-sep or jan/3"
        }
    }
}

extension Substring {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
