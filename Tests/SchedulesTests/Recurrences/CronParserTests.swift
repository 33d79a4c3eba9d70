import Testing

@testable import Schedules

/// What the documentation of Instance Scheduler says about the three fields, day by day.
@Suite struct CronParserTests {
    /// The days of a month that begins on `firstWeekday` which a field names.
    private func days(_ texts: [String], _ field: CronField, month: Int, length: Int, firstWeekday: Int) throws -> [Int]
    {
        let expression = try CronParser(field: field).parse(texts)
        return try (1...length).filter { day in
            try expression.contains(
                ScheduleDay(month: month, day: day, weekday: (firstWeekday + day - 1) % 7, monthLength: length),
                as: field)
        }
    }

    /// February 2027 begins on a Monday and has 28 days.
    @Test(arguments: [
        ("mon", [1, 8, 15, 22]), ("Monday", [1, 8, 15, 22]), ("0", [1, 8, 15, 22]), ("L", [7, 14, 21, 28]),
        ("mon#1", [1]), ("mon#4", [22]), ("mon#5", []), ("friL", [26]), ("4l", [26]), ("0#2", [8]),
        ("sat-mon", [1, 6, 7, 8, 13, 14, 15, 20, 21, 22, 27, 28]),
        ("mon-fri/2", [1, 3, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26]),
        ("tue/3", [2, 5, 9, 12, 16, 19, 23, 26]), (" mon , tue#1 ", [1, 2, 8, 15, 22]),
    ])
    func weekdays(text: String, expected: [Int]) throws {
        #expect(try days([text], .weekdays, month: 2, length: 28, firstWeekday: 0) == expected)
    }

    /// May 2027 begins on a Saturday and has 31 days.
    @Test(arguments: [
        ("1", [1]), ("L", [31]), ("1-5", [1, 2, 3, 4, 5]), ("29-L", [29, 30, 31]), ("1-9/3", [1, 4, 7]),
        ("25/2", [25, 27, 29, 31]), ("1W", [3]), ("2W", [3]), ("15W", [14]), ("16W", [17]), ("30W", [31]),
        ("31W", [31]),
        ("?", Array(1...31)), ("1-31/15", [1, 6, 11, 16, 21, 26, 31]), ("5,7-8", [5, 7, 8]),
    ])
    func monthdays(text: String, expected: [Int]) throws {
        #expect(try days([text], .monthdays, month: 5, length: 31, firstWeekday: 5) == expected)
    }

    @Test func daysThatAMonthHasNot() throws {
        // February 2026 begins on a Sunday.
        #expect(try days(["30-L"], .monthdays, month: 2, length: 28, firstWeekday: 6) == [])
        #expect(try days(["31"], .monthdays, month: 2, length: 28, firstWeekday: 6) == [])
        #expect(try days(["27-31"], .monthdays, month: 2, length: 28, firstWeekday: 6) == [27, 28])
        #expect(try days(["1W"], .monthdays, month: 2, length: 28, firstWeekday: 6) == [2])
        #expect(try days(["28W"], .monthdays, month: 2, length: 28, firstWeekday: 6) == [27])
        #expect(throws: Undecidable.self) { try days(["31W"], .monthdays, month: 4, length: 30, firstWeekday: 2) }
    }

    @Test(arguments: [
        ("jan/3", [1, 4, 7, 10]), ("nov-feb", [1, 2, 11, 12]), ("oct-jun/4", [2, 6, 10]), ("12", [12]),
        ("may,August", [5, 8]),
    ])
    func months(text: String, expected: [Int]) throws {
        let expression = try CronParser(field: .months).parse([text])
        let found = try (1...12).filter {
            try expression.contains(ScheduleDay(month: $0, day: 1, weekday: 0, monthLength: 28), as: .months)
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        (CronField.weekdays, ""), (.weekdays, "mon,"), (.weekdays, "7"), (.weekdays, "mond"), (.weekdays, "mon-"),
        (.weekdays, "mon-fri-sun"), (.weekdays, "mon#0"), (.weekdays, "mon#6"), (.weekdays, "15W"),
        (.weekdays, "mon-L"),
        (.weekdays, "L-mon"), (.weekdays, "*/2"), (.weekdays, "L/2"), (.weekdays, "-1"),
        (.monthdays, "0"), (.monthdays, "32"), (.monthdays, "9-3"), (.monthdays, "mon"),
        (.monthdays, "friL"),
        (.monthdays, "0W"), (.monthdays, "32W"), (.monthdays, "1 /2"), (.monthdays, "三"),
        (.monthdays, "①"),
        (.monthdays, "99999999999999999999"), (.months, "0"), (.months, "13"), (.months, "L"),
        (.months, "jan-L"),
        (.months, "foo"), (.months, "jan#1"), (.months, String(repeating: "1,", count: 600)),
    ])
    func malformed(field: CronField, text: String) {
        #expect(throws: DefinitionFault.self) { try CronParser(field: field).parse([text]) }
    }

    @Test func aStepOfZeroIsReadButNeverEnds() throws {
        for (field, text) in [
            (CronField.weekdays, "mon/10"), (.monthdays, "1/0"), (.months, "jan,feb-may/20"),
        ] {
            #expect(try CronParser(field: field).parse([text]).isEndless)
        }
        #expect(try !CronParser(field: .weekdays).parse(["mon/12"]).isEndless)
    }

    /// Python's `\d` takes the decimal digits of every script.
    @Test func digitsOfEveryScriptAreDigits() throws {
        #expect(try days(["１５"], .monthdays, month: 5, length: 31, firstWeekday: 5) == [15])
        #expect(try days(["٣-５"], .monthdays, month: 5, length: 31, firstWeekday: 5) == [3, 4, 5])
        #expect(
            try days(["25/２"], .monthdays, month: 5, length: 31, firstWeekday: 5) == [25, 27, 29, 31])
    }

    @Test func aListStopsAtWhatFailsAndSeveralTextsDoNot() throws {
        // April 2026 has 30 days and begins on a Wednesday.
        func april(_ texts: [String]) throws -> [Int] {
            let expression = try CronParser(field: .monthdays).parse(texts)
            return (1...30).filter { day in
                let day = ScheduleDay(month: 4, day: day, weekday: (day + 1) % 7, monthLength: 30)
                return (try? expression.contains(day, as: .monthdays)) == true
            }
        }
        #expect(try april(["31W,5"]) == [])
        #expect(try april(["5,31W"]) == [5])
        #expect(try april(["31W", "5"]) == [5])
        #expect(throws: Undecidable.self) {
            try days(["5,31W"], .monthdays, month: 4, length: 30, firstWeekday: 2)
        }
    }

    @Test func noTextAtAllIsMalformed() {
        #expect(throws: DefinitionFault.self) { try CronParser(field: .months).parse([]) }
    }
}
