import Document
import Inventory
import Testing

@Suite("Values as a form keeps them")
struct CoercionTests {
    static let moments: [(Value, Value)] = [
        (Value.string("2026-11-20T13:37:00Z"), Value.string("2026-11-20T13:37:00Z")),
        ("2026-11-20T13:37:00.123Z", "2026-11-20T13:37:00Z"), ("2026-11-20T15:37:00+02:00", "2026-11-20T13:37:00Z"),
        (1_795_181_820, "2026-11-20T13:37:00Z"), ("1795181820", "2026-11-20T13:37:00Z"),
        (1_795_181_820_000, "2026-11-20T13:37:00Z"), (1_795_181_820.5, "2026-11-20T13:37:00Z"),
        (.null, .null), ("yesterday", "yesterday"), ("", ""),
    ]

    static let texts: [(Form, Value, Value)] = [
        (Form.integer, Value.string("42"), Value.integer(42)), (.integer, "4.5", 4.5), (.integer, "nan", "nan"),
        (.bool, "true", true), (.bool, "False", false), (.bool, "maybe", "maybe"), (.text, 5432, "5432"),
        (.list, "one", ["one"]), (.list, ["a", nil, "b"], ["a", "b"]), (.list, .null, .null),
        (.json, ["a": 1], ["a": 1]), (.links(to: "sg"), ["a", "b", nil, "a"], ["a", "b"]),
        (.links(to: "sg"), "a", ["a"]),
        (.list, ["a", "a"], ["a", "a"]),
    ]

    static let quantities: [(Form, Unit, Value, Value)] = [
        (Form.bytes, Unit.gibibytes, Value.integer(20), Value.integer(21_474_836_480)),
        (.bytes, .mebibytes, "512", 536_870_912), (.bytes, .bytes, 7, 7),
        (.duration, .days, 2, 172_800), (.duration, .milliseconds, 1500, 1.5), (.duration, .seconds, "345600", 345_600),
        (.bytes, .gibibytes, .integer(.max), .double(Double(Int.max) * 1_073_741_824)),
        (.bytes, .gibibytes, "many", "many"), (.bytes, .gibibytes, .null, .null),
    ]

    @Test(
        "quantities come out in base units",
        arguments: quantities)
    func units(form: Form, unit: Unit, value: Value, expected: Value) {
        #expect(form.coerce(value, unit: unit) == expected)
    }

    @Test(
        "text that AWS sends for numbers and truth becomes them",
        arguments: texts)
    func scalars(form: Form, value: Value, expected: Value) {
        #expect(form.coerce(value, unit: nil) == expected)
    }

    @Test(
        "times are ISO 8601 UTC, whatever AWS counts in; an absent one is never 1970",
        arguments: moments)
    func times(value: Value, expected: Value) {
        #expect(Form.time.coerce(value, unit: nil) == expected)
    }
}
