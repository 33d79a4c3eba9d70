import HTTPServer

/// Whether a request that does something comes from a page of this site.
enum OriginRule {
    /// - Shape: browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; what says neither is refused.
    static func allows(_ request: HTTPRequest) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"], let host = request.headers["Host"] else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }
}
