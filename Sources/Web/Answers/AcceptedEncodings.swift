import HTTPServer

/// What a client can unpack.
///
/// - Source: RFC 9110 section 12.5.3, as far as gzip goes.
struct AcceptedEncodings {
    let gzip: Bool

    init(_ request: HTTPRequest) {
        gzip = request.headers.values("Accept-Encoding").contains(where: Self.allowsGzip)
    }

    private static func allowsGzip(_ field: String) -> Bool {
        field.split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.trimming(" \t").lowercased() }
            guard parts.first == "gzip" || parts.first == "x-gzip" else { return false }
            return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }
}
