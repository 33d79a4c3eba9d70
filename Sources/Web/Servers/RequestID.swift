import HTTPServer

/// What a request is called in the log and in its answer.
enum RequestID {
    static let header = "X-Request-Id"

    /// The one that a trusted proxy gave, or a new one: 16 hexadecimal digits.
    static func of(_ request: HTTPRequest, isTrusted: Bool) -> String {
        if isTrusted, let given = request.headers[header], isPlain(given) { return given }
        let number = UInt64.random(in: .min ... .max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// At most 64 characters that mean nothing to anybody.
    private static func isPlain(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || "-_.".utf8.contains(byte)
            }
    }
}
