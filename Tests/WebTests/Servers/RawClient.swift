import Dispatch
import Glibc

/// A client that sends exactly the bytes it is given, off Swift's own threads.
final class RawClient: Sendable {
    private let socket: Int32

    /// Connects to a loopback port.
    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(number: errno) }
    }

    deinit { close(socket) }

    struct Failure: Error {
        let number: Int32
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    func endSending() { shutdown(socket, Int32(SHUT_WR)) }

    /// Everything until the server closes; nil when it does not within two minutes.
    func readToEnd() async -> String? {
        await onOwnThread { self.read { _ in false } }
    }

    /// Everything up to and with the first whole answer.
    func readAnswer(hasBody: Bool = true) async -> String? {
        await onOwnThread { self.read { Self.isWhole($0, hasBody: hasBody) } }
    }

    private func onOwnThread(_ body: @escaping @Sendable () -> String?) async -> String? {
        await withCheckedContinuation { waiting in
            DispatchQueue.global().async { waiting.resume(returning: body()) }
        }
    }

    private func read(until isEnough: ([UInt8]) -> Bool) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while !isEnough(bytes) {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count == 0 || (count < 0 && errno == ECONNRESET) { break }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isWhole(_ bytes: [UInt8], hasBody: Bool) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        guard hasBody, let length = text.header("Content-Length").flatMap({ Int($0) }) else { return true }
        return text[end.upperBound...].utf8.count >= length
    }
}

extension String {
    fileprivate func range(of part: String) -> Range<Index>? { self.firstRange(of: part) }

    /// The value of the first header named `name` in an answer.
    func header(_ name: String) -> String? {
        let head = firstRange(of: "\r\n\r\n").map { self[..<$0.lowerBound] } ?? self[...]
        for line in head.split(separator: "\r\n").dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { continue }
            return String(parts[1].drop { $0 == " " })
        }
        return nil
    }

    /// The status of an answer.
    var status: Int? { split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } }
}
