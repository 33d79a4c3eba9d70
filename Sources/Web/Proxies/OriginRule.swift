import HTTPServer

/// Whether a request that does something comes from a page of this site.
enum OriginRule {
    /// - Shape: browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; what says neither is refused.
    static func allows(_ request: HTTPRequest, of client: ClientOrigin) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"], let host = client.host ?? request.headers["Host"] else {
            return false
        }
        let schemes = client.scheme.map { [$0] } ?? ["http", "https"]
        return schemes.contains { origin == "\($0)://\(host)" }
    }
}
