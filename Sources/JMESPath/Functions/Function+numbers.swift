import Document

extension Function {
    static let numberFunctions: [Function] = [
        Function("abs", [.number]) { arguments in
            switch arguments[0] {
            case .integer(let number) where number != .min: .integer(abs(number))
            case let other: .double(abs(other.double ?? 0))
            }
        },
        Function("ceil", [.number]) { arguments in rounded(arguments[0], .up) },
        Function("floor", [.number]) { arguments in rounded(arguments[0], .down) },
        Function("sum", [.numbers]) { arguments in sum(arguments[0].array ?? []) },
        Function("avg", [.numbers]) { arguments in
            let numbers = arguments[0].array ?? []
            guard !numbers.isEmpty else { return .null }
            return .double((sum(numbers).double ?? 0) / Double(numbers.count))
        },
        Function("to_number", [.any]) { arguments in
            switch arguments[0] {
            case .integer, .double: arguments[0]
            case .string(let text): number(text) ?? .null
            case .null, .bool, .array, .object: .null
            }
        },
    ]

    private static func rounded(_ value: Value, _ rule: FloatingPointRoundingRule) -> Value {
        guard case .double(let number) = value else { return value }
        let whole = number.rounded(rule)
        return Int(exactly: whole).map { .integer($0) } ?? .double(whole)
    }

    /// Integers as long as they fit, else doubles.
    private static func sum(_ numbers: [Value]) -> Value {
        var total = 0
        for (place, value) in numbers.enumerated() {
            guard case .integer(let number) = value else { return doubles(numbers[place...], from: Double(total)) }
            let (next, overflow) = total.addingReportingOverflow(number)
            guard !overflow else { return doubles(numbers[place...], from: Double(total)) }
            total = next
        }
        return .integer(total)
    }

    private static func doubles(_ numbers: ArraySlice<Value>, from start: Double) -> Value {
        .double(numbers.reduce(start) { $0 + ($1.double ?? 0) })
    }

    /// Reads a number as Python's `int` and `float` do: outer space, a sign, single underscores between digits.
    private static func number(_ text: String) -> Value? {
        let bytes = text.utf8.drop(while: isSpace)
        let trimmed = Array(bytes.reversed().drop(while: isSpace).reversed())
        guard let first = trimmed.first, let last = trimmed.last else { return nil }
        let letters = trimmed.allSatisfy { isDigit($0) || "+-.eE_".utf8.contains($0) }
        let underscores = first != UInt8(ascii: "_") && last != UInt8(ascii: "_")
        guard letters, underscores else { return nil }
        for (place, byte) in trimmed.enumerated() where byte == UInt8(ascii: "_") {
            guard isDigit(trimmed[place - 1]), isDigit(trimmed[place + 1]) else { return nil }
        }
        let plain = String(decoding: trimmed.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if let integer = Int(plain) { return .integer(integer) }
        guard let double = Double(plain), double.isFinite else { return nil }
        return .double(double)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
