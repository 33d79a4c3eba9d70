/// One node of the tree that every wire format becomes: JSON, XML answers and YAML alike.
///
/// - Shape: JSON's data model with integers kept apart from doubles; a number that fits neither is a `string` of its digits.
package enum Value: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    case string(String)
    case array([Value])
    case object(Object)
}

extension Value {
    /// The member named `key` when this is an object that has it, else nil.
    package subscript(key: String) -> Value? {
        guard case .object(let object) = self else { return nil }
        return object[key]
    }

    /// The element at `index` when this is an array that long, else nil.
    package subscript(index: Int) -> Value? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The text when this is a string, else nil.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The number when this is an integer, else nil.
    package var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    /// The number as a double when this is an integer or a double, else nil.
    package var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// The truth value when this is a boolean, else nil.
    package var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// The elements when this is an array, else nil.
    package var array: [Value]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members when this is an object, else nil.
    package var object: Object? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// Whether this is null.
    package var isNull: Bool { self == .null }
}
