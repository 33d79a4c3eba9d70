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

    static func asset(_ file: Assets.File) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            headers: HTTPHeaders(
                [("Content-Type", file.type), ("Cache-Control", "no-cache"), ("ETag", file.tag)] + guards),
            body: file.bytes)
    }

    /// `response` as it may be kept by who asked alone, and is never used again without asking.
    static func revalidated(_ response: HTTPResponse) -> HTTPResponse {
        guard response.status == 200 else { return response }
        var response = response
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    }
}
