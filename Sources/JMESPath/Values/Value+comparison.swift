package import Document

extension Value {
    /// The `==` of the language: numbers by value whatever their form, never a number and a boolean.
    package func isEqual(to other: Value) -> Bool {
        switch (self, other) {
        case (.bool, .integer), (.bool, .double), (.integer, .bool), (.double, .bool): false
        default: isLooselyEqual(to: other)
        }
    }

    /// Equality inside of lists and objects and in `contains()`, where `jmespath` takes true for 1 and false for 0.
    func isLooselyEqual(to other: Value) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.string(let left), .string(let right)): left.isSameText(as: right)
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isLooselyEqual(to: $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.allSatisfy { member in right[member.key]?.isLooselyEqual(to: member.value) ?? false }
        default:
            if let left = numeric, let right = other.numeric { left.order(to: right) == 0 } else { false }
        }
    }

    /// Whether this stands before `other` among numbers, or among strings by code point; false for anything else.
    package func precedes(_ other: Value) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.integer(let left), .integer(let right)): left < right
        default:
            if isNumber, other.isNumber, let left = numeric, let right = other.numeric {
                left.order(to: right) == -1
            } else {
                false
            }
        }
    }

    private var numeric: Numeric? {
        switch self {
        case .bool(let flag): .integer(flag ? 1 : 0)
        case .integer(let number): .integer(number)
        case .double(let number): .double(number)
        case .null, .string, .array, .object: nil
        }
    }
}

/// A number whose order to another is exact, also where a double cannot hold the integer.
private enum Numeric {
    case integer(Int)
    case double(Double)

    /// -1, 0 or 1; nil with a NaN.
    func order(to other: Numeric) -> Int? {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.double(let left), .double(let right)):
            left < right ? -1 : left == right ? 0 : left > right ? 1 : nil
        case (.integer(let left), .double(let right)): Self.order(left, right)
        case (.double(let left), .integer(let right)): Self.order(right, left).map { -$0 }
        }
    }

    private static func order(_ left: Int, _ right: Double) -> Int? {
        guard !right.isNaN else { return nil }
        guard right < 0x1p63 else { return -1 }
        guard right >= -0x1p63 else { return 1 }
        let whole = Int(right.rounded(.towardZero))
        guard left == whole else { return left < whole ? -1 : 1 }
        let rest = right - right.rounded(.towardZero)
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
    }
}

extension String {
    /// Equality by code point: `==` takes composed and decomposed letters for one.
    fileprivate func isSameText(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
