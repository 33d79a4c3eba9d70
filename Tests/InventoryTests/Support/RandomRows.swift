import Document
import FoundationEssentials
import Inventory

/// Rows and documents by chance, the same ones for the same seed.
struct RandomRows: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    // SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Texts that rows share, among them two spellings of one letter, and what must not be taken for a reference.
    private static let common = [
        "", "a", "i", "id", "running", "us-east-1a", "é", "e\u{301}", "\u{FFFD}", "日本", "\u{0}", "\"\\/\u{1F600}",
        "arn:aws:ec2:us-east-1:123456789012:instance/", "i-", String(repeating: "long ", count: 60),
    ]

    mutating func pick<T>(_ choices: [T], or other: T) -> T { choices.randomElement(using: &self) ?? other }

    mutating func text() -> String {
        if Int.random(in: 0..<3, using: &self) > 0 { return pick(Self.common, or: "") }
        let count = Int.random(in: 0..<40, using: &self)
        return String(String.UnicodeScalarView((0..<count).map { _ in scalar() }))
    }

    private mutating func scalar() -> Unicode.Scalar {
        let range: ClosedRange<UInt32> = pick([0...0x7F, 0x20...0x7E, 0x80...0xD7FF, 0xE000...0x10FFFF], or: 0...0x7F)
        return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? " "
    }

    mutating func value(_ depth: Int = 4) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 7), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .integer(pick([0, -1, 1, 63, 64, Int.max, Int.min, Int(truncatingIfNeeded: next())], or: 0))
        case 3:
            return .double(
                pick([0.5, -0.0, 1e300, Double.leastNonzeroMagnitude, Double.random(in: -9...9, using: &self)], or: 0))
        case 4, 5, 6: return .string(text())
        case 7: return .array((0..<Int.random(in: 0..<4, using: &self)).map { _ in value(depth - 1) })
        default:
            return .object(
                Object((0..<Int.random(in: 0..<5, using: &self)).map { _ in (text(), value(depth - 1)) }))
        }
    }

    mutating func optional<T>(_ make: (inout RandomRows) -> T) -> T? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    mutating func row(_ number: Int) -> Resource {
        let id = number % 5 == 0 ? "\(text())\(number)" : "i-\(number)"
        let tags = (0..<Int.random(in: 0..<6, using: &self)).map { _ in Tag(key: text(), value: text()) }
        let endpoints = (0..<Int.random(in: 0..<4, using: &self)).map { _ in
            Endpoint(
                role: pick(Endpoint.roles, or: ""), host: text(),
                port: optional { Int.random(in: 1...65535, using: &$0) }, scheme: optional { $0.text() })
        }
        return Resource(
            key: ResourceKey(account: "prod", region: "eu-west-1", kind: "ec2", id: id),
            arn: optional { Bool.random(using: &$0) ? "arn:aws:x/\(id)" : $0.text() },
            name: Bool.random(using: &self) ? id : text(), state: optional { $0.text() },
            createdAt: optional { Date(timeIntervalSince1970: Double.random(in: -1e9...1e10, using: &$0)) },
            endpoints: endpoints, tags: tags, environment: optional { $0.text() }, stack: optional { $0.text() },
            columns: (0..<Int.random(in: 0..<12, using: &self)).map { _ in value() },
            raw: RawDocument(value()),
            problems: (0..<Int.random(in: 0..<2, using: &self)).map { _ in
                RowProblem(
                    call: text(), code: pick(CellError.Code.allCases, or: .denied),
                    answeredAt: optional { Date(timeIntervalSince1970: Double.random(in: -1e9...1e10, using: &$0)) })
            },
            isKept: Bool.random(using: &self))
    }
}
