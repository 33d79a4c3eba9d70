import Glibc
import HTTPServer

/// What stands before every address where a proxy passes on a part of a site: `/aws`, or nothing.
///
/// - Shape: addresses inside the program never have it; it is taken off where a request comes in and put on where an answer
///   leaves, so that no page and no template can forget it.
struct BasePath: Sendable, Hashable {
    /// Empty, or words that each begin with a slash.
    let text: String

    static let root = BasePath("")

    init(_ text: String) { self.text = text }

    /// What a request's target is inside; nil for one outside.
    func inside(_ target: String) -> String? {
        guard !text.isEmpty else { return target }
        guard target.hasPrefix(text) else { return nil }
        let rest = target.dropFirst(text.count)
        switch rest.first {
        case nil: return "/"
        case "?": return "/" + rest
        case "/": return String(rest)
        default: return nil
        }
    }

    /// The address that a browser asks for to get `path`.
    func outside(_ path: String) -> String { text + path }

    /// The answer with every address in it made a browser's.
    func outside(_ response: HTTPResponse) -> HTTPResponse {
        guard !text.isEmpty else { return response }
        var response = response
        if let location = response.headers["Location"], location.hasPrefix("/") {
            response.headers["Location"] = outside(location)
            response.body = Array("\(outside(location))\n".utf8)
        }
        if response.headers["Content-Type"]?.hasPrefix("text/html") == true { response.body = outside(response.body) }
        return response
    }

    private static let names: Set<String> = ["href", "src", "action", "formaction", "data-href", "data-url"]

    /// The page with the base before every address in an attribute.
    ///
    /// - Shape: sound because values never bring a quotation mark of their own: `="/` stands in attributes only.
    private func outside(_ page: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(page.count + page.count / 8)
        page.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            var place = 0
            var search = 0
            while let found = memchr(start + search, 0x3D, bytes.count - search) {
                let equals = start.distance(to: UnsafeRawPointer(found))
                search = equals + 1
                guard equals + 2 < bytes.count, bytes[equals + 1] == 0x22, bytes[equals + 2] == 0x2F,
                    Self.names.contains(Self.name(before: equals, in: bytes))
                else { continue }
                result.append(contentsOf: bytes[place..<equals + 2])
                result.append(contentsOf: text.utf8)
                place = equals + 2
            }
            result.append(contentsOf: bytes[place...])
        }
        return result
    }

    /// The attribute's name that ends before `end`.
    private static func name(before end: Int, in bytes: UnsafeRawBufferPointer) -> String {
        var first = end
        while first > 0, end - first < 16, 0x61...0x7A ~= bytes[first - 1] || bytes[first - 1] == 0x2D { first -= 1 }
        return String(decoding: bytes[first..<end], as: UTF8.self)
    }
}
