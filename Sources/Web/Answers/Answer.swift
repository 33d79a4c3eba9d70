import HTTPServer
import Inventory

/// Answers as this site gives them: typed, and guarded the same way everywhere.
enum Answer {
    /// What browsers may do with our pages.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    private static let guards = [
        ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ]

    /// Data: never kept by anyone on the way.
    static func data(_ status: Int = 200, type: String, _ body: [UInt8], headers: [(String, String)] = [])
        -> HTTPResponse
    {
        HTTPResponse(
            status: status,
            headers: HTTPHeaders([("Content-Type", type), ("Cache-Control", "no-store")] + guards + headers), body: body
        )
    }

    static func page(_ status: Int = 200, _ body: [UInt8]) -> HTTPResponse {
        data(status, type: "text/html; charset=utf-8", body)
    }

    static func json(_ status: Int = 200, _ body: [UInt8]) -> HTTPResponse {
        data(status, type: "application/json", body)
    }

    static func text(_ status: Int, _ text: String, headers: [(String, String)] = []) -> HTTPResponse {
        data(status, type: "text/plain; charset=utf-8", Array("\(text)\n".utf8), headers: headers)
    }

    /// The name that a browser saves an answer under; only what no shell or file system minds is left in it.
    static func attachment(_ name: String) -> (String, String) {
        let safe = name.utf8.map { byte in
            0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || "-_.".utf8.contains(byte) ? byte : 0x5F
        }
        return ("Content-Disposition", "attachment; filename=\"\(String(decoding: safe, as: UTF8.self))\"")
    }

    /// Elsewhere on this site; `path` is printed by `Route`.
    static func redirect(_ status: Int, to path: String) -> HTTPResponse {
        data(status, type: "text/plain; charset=utf-8", Array("\(path)\n".utf8), headers: [("Location", path)])
    }

    static func asset(_ file: Assets.File, known: String?) -> HTTPResponse {
        let headers = HTTPHeaders(
            [("Content-Type", file.type), ("Cache-Control", "no-cache"), ("ETag", file.tag)] + guards)
        let isKnown = EntityTag.isKnown(file.tag, in: known)
        return HTTPResponse(status: isKnown ? 304 : 200, headers: headers, body: isKnown ? [] : file.bytes)
    }

    /// `response` with its entity tag, or that the asker has it already.
    ///
    /// - Source: RFC 9110 sections 13.1.2 and 15.4.5.
    static func conditional(_ response: HTTPResponse, known: String?) -> HTTPResponse {
        guard response.status == 200 else { return response }
        var response = response
        let tag = EntityTag.of(response.body)
        response.headers["ETag"] = tag
        // Kept by who asked alone, and never used without asking.
        response.headers["Cache-Control"] = "private, no-cache"
        guard EntityTag.isKnown(tag, in: known) else { return response }
        response.status = 304
        response.body = []
        return response
    }
}
