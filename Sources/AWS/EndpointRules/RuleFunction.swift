import Document

/// The functions that rules may call.
///
/// - Source: Smithy, "Rules engine standard library" and "AWS rules engine library functions".
enum RuleFunction: String, Sendable, CaseIterable {
    case isSet, not, stringEquals, booleanEquals, substring, uriEncode, parseURL, isValidHostLabel
    case partition = "aws.partition"
    case parseARN = "aws.parseArn"
    case isVirtualHostableBucket = "aws.isVirtualHostableS3Bucket"

    /// How many arguments it takes.
    var arity: Int {
        switch self {
        case .isSet, .not, .uriEncode, .parseURL, .partition, .parseARN: 1
        case .stringEquals, .booleanEquals, .isValidHostLabel, .isVirtualHostableBucket: 2
        case .substring: 4
        }
    }

    /// What it gives for as many arguments as it takes; nil when it gives nothing.
    ///
    /// - Throws: `EndpointRuleFault` for arguments of another type.
    func value(of arguments: [Value?], partitions: Partitions) throws(EndpointRuleFault) -> Value? {
        func text(_ index: Int = 0) throws(EndpointRuleFault) -> String {
            guard case .string(let text) = arguments[index] else { throw .broken("\(rawValue) wants a text") }
            return text
        }
        func flag(_ index: Int) throws(EndpointRuleFault) -> Bool {
            guard case .bool(let flag) = arguments[index] else { throw .broken("\(rawValue) wants true or false") }
            return flag
        }
        switch self {
        case .isSet: return .bool(arguments[0] != nil)
        case .not: return .bool(arguments[0] == nil || arguments[0] == .bool(false))
        case .stringEquals: return try .bool(text(0) == text(1))
        case .booleanEquals: return try .bool(flag(0) == flag(1))
        case .substring:
            guard let start = arguments[1]?.integer, let stop = arguments[2]?.integer else {
                throw .broken("\(rawValue) wants numbers")
            }
            return try Self.substring(Array(text().utf8), start, stop, isReversed: flag(3)).map(Value.string)
        case .uriEncode: return try .string(URIEncoding.encode(text()))
        case .parseURL: return try RuleURL(text())?.value
        case .isValidHostLabel: return try .bool(HostLabel.isValid(text(), allowingDots: flag(1)))
        case .partition: return try partitions.matching(text()).outputs
        case .parseARN: return try Self.parts(ofARN: text())
        case .isVirtualHostableBucket:
            return try .bool(HostLabel.isVirtualHostable(bucket: text(), allowingDots: flag(1)))
        }
    }

    /// The bytes from `start` to before `stop`, counted from the end when reversed; nil for texts that are too short or not ASCII.
    private static func substring(_ text: [UInt8], _ start: Int, _ stop: Int, isReversed: Bool) -> String? {
        guard start >= 0, start < stop, stop <= text.count, text.allSatisfy({ $0 < 0x80 }) else { return nil }
        let range = isReversed ? (text.count - stop)..<(text.count - start) : start..<stop
        return String(decoding: text[range], as: UTF8.self)
    }

    /// The fields of an ARN; nil for what is none.
    private static func parts(ofARN text: String) -> Value? {
        let fields = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6, fields[0] == "arn", !fields[1].isEmpty, !fields[2].isEmpty, !fields[5].isEmpty else {
            return nil
        }
        let resource = fields[5].split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }
        return [
            "partition": .string(fields[1]), "service": .string(fields[2]), "region": .string(fields[3]),
            "accountId": .string(fields[4]), "resourceId": .array(resource.map { .string(String($0)) }),
        ]
    }
}
