import FoundationEssentials

/// Files of this checkout, found from this file's own place.
enum Checkout {
    static func text(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return try String(contentsOf: URL(filePath: "/\(root)/\(path)"), encoding: .utf8)
    }
}
