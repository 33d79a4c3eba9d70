import Glibc

/// One request as the server read it.
struct LoopbackRequest: Sendable {
    var method: String
    /// Path and query as sent.
    var target: String
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
}

/// One answer as the server writes it.
struct LoopbackAnswer: Sendable {
    var status = 200
    var headers: [(String, String)] = []
    var body: [UInt8] = []

    init(_ status: Int = 200, _ body: String = "", headers: [(String, String)] = []) {
        self.init(status, bytes: Array(body.utf8), headers: headers)
    }

    init(_ status: Int = 200, bytes: [UInt8], headers: [(String, String)] = []) {
        self.status = status
        self.headers = headers
        self.body = bytes
    }

    var closes: Bool { headers.contains { $0 == ("Connection", "close") } }

    var bytes: [UInt8] {
        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) X\r\nContent-Length: \(body.count)\r\n\(lines)\r\n".utf8) + body
    }
}

/// The server's end of one connection.
struct LoopbackConnection: Sendable {
    let socket: Int32

    /// The next request; nil when the peer left.
    func readRequest() -> LoopbackRequest? {
        var bytes: [UInt8] = []
        while !bytes.ends(with: Array("\r\n\r\n".utf8)) {
            guard let byte = read(1).first else { return nil }
            bytes.append(byte)
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        var body: [UInt8] = []
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while body.count < length {
            let part = read(length - body.count)
            guard !part.isEmpty else { return nil }
            body += part
        }
        return LoopbackRequest(method: String(words[0]), target: String(words[1]), headers: headers, body: body)
    }

    /// At most `count` bytes; none when the peer left.
    func read(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, recv(socket, buffer.baseAddress, count, 0))
        }
    }

    /// - Returns: false when the peer left.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let part = bytes[sent...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard part > 0 else { return false }
            sent += part
        }
        return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Waits until the peer sends something or leaves, at most `milliseconds`.
    ///
    /// - Returns: whether it did.
    @discardableResult
    func waitForPeer(milliseconds: Int32 = -1) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    /// Makes the close that follows a reset.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}

extension [UInt8] {
    fileprivate func ends(with tail: [UInt8]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}
