extension Filter: CustomStringConvertible {
    /// The filter in its shortest common spelling, which reads back as the same terms.
    package var description: String { terms.map(\.description).joined(separator: " ") }
}

extension FilterTerm: CustomStringConvertible {
    package var description: String { (isNegated ? "-" : "") + condition.text }
}

extension FilterTerm.Condition {
    fileprivate var text: String {
        switch self {
        case .words(let glob): return glob.filterText
        case .field(let name, let tests): return "\(name):\(Self.list(tests))"
        case .tag(let key, let tests):
            let isPresence = tests == [.text(Glob(pattern: "*"))]
            return isPresence ? "tag:\(key.filterText)" : "tag:\(key.filterText)=\(Self.list(tests))"
        }
    }

    private static func list(_ tests: [FilterTest]) -> String { tests.map(\.text).joined(separator: ",") }
}

extension FilterTest {
    fileprivate var text: String {
        switch self {
        case .text(let glob): glob.filterText
        case .compare(let comparison, let operand): comparison.rawValue + Glob(literal: operand).filterText
        case .network(let network):
            network.prefixLength == network.address.family.bits ? "\(network.address)" : "\(network)"
        case .null: "null"
        case .blank: "blank"
        }
    }
}

extension Glob {
    /// The pattern as a filter writes it: quotes where a text could be taken for something else.
    package var filterText: String {
        guard !pieces.isEmpty else { return "\"\"" }
        return pieces.map { piece in
            switch piece {
            case .star: "*"
            case .one: "?"
            case .literal(let text): Self.isPlain(text) ? text : Self.quoted(text)
            }
        }.joined()
    }

    private static func isPlain(_ text: String) -> Bool {
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"),
                UInt8(ascii: "@"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isSafe && !text.hasPrefix("-") && !["null", "blank"].contains(text.lowercased())
    }

    private static func quoted(_ text: String) -> String {
        var result = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }
}
