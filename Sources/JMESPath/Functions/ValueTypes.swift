import Document

/// Which types of values a function takes at one place.
package struct ValueTypes: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let null = ValueTypes(rawValue: 1)
    package static let boolean = ValueTypes(rawValue: 2)
    package static let number = ValueTypes(rawValue: 4)
    package static let string = ValueTypes(rawValue: 8)
    package static let array = ValueTypes(rawValue: 16)
    package static let object = ValueTypes(rawValue: 32)
    /// An array of numbers only; with `strings` an array of either, but not of both.
    package static let numbers = ValueTypes(rawValue: 64)
    /// An array of strings only.
    package static let strings = ValueTypes(rawValue: 128)
    /// `&expression`, which is no value.
    static let reference = ValueTypes(rawValue: 256)
    package static let any: ValueTypes = [.null, .boolean, .number, .string, .array, .object]

    /// Whether `value` is of one of these types.
    func accepts(_ value: Value) -> Bool {
        switch value {
        case .null: contains(.null)
        case .bool: contains(.boolean)
        case .integer, .double: contains(.number)
        case .string: contains(.string)
        case .object: contains(.object)
        case .array(let elements):
            contains(.array)
                || contains(.numbers) && elements.allSatisfy(\.isNumber)
                || contains(.strings) && elements.allSatisfy { $0.string != nil }
        }
    }

    /// For messages: `string or array of numbers`.
    var text: String {
        if isSuperset(of: .any) { return "any value" }
        let names: [(ValueTypes, String)] = [
            (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
            (.object, "object"), (.numbers, "array of numbers"), (.strings, "array of strings"),
            (.reference, "&expression"),
        ]
        return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
    }
}
