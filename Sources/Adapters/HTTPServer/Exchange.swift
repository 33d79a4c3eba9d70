import CHTTPServer
import Glibc

/// A request on its way to its one answer.
// The facade locks for itself, and counts the one reference that answering gives up.
struct Exchange: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Answers, once.
    ///
    /// - C: `chttp_exchange_answer`; everything is copied.
    func answer(_ response: HTTPResponse, closes: Bool = false) {
        var bytes: [UInt8] = []
        for field in response.headers.fields {
            bytes.append(contentsOf: field.name.utf8)
            bytes.append(contentsOf: field.value.utf8)
        }
        bytes.withUnsafeBufferPointer { storage in
            var place = storage.baseAddress
            func text(_ count: Int) -> chttp_text {
                defer { place = place?.advanced(by: count) }
                return chttp_text(bytes: place, count: count)
            }
            let fields = response.headers.fields.map { field in
                chttp_field(name: text(field.name.utf8.count), value: text(field.value.utf8.count))
            }
            response.body.withUnsafeBufferPointer { body in
                chttp_exchange_answer(
                    pointer, Int32(response.status), fields, Int32(fields.count), body.baseAddress, body.count,
                    closes ? 1 : 0)
            }
        }
    }
}

/// A request whose body is still on its way.
final class Pending {
    let request: HTTPRequest

    init(_ request: HTTPRequest) { self.request = request }
}

extension HTTPRequest {
    func with(body: [UInt8]) -> HTTPRequest {
        HTTPRequest(method: method, target: target, headers: headers, body: body, peer: peer)
    }
}

extension RequestHead {
    init(_ head: chttp_head) {
        method = head.method.string
        target = head.target.array
        version = head.version.string
        fields = UnsafeBufferPointer(start: head.fields, count: Int(head.field_count))
            .map { ($0.name.array, $0.value.array) }
        isWellFormed = head.is_well_formed == 1
        takesBody = head.takes_body == 1
    }
}

extension chttp_text {
    var array: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: count)) }
    var string: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }
}

extension HTTPServerError {
    /// What the facade's `code` means; negative codes are about the host's name.
    init(code: Int32, host: String, port: UInt16) {
        let reason = chttp_error_text(code).map { String(cString: $0) } ?? "error \(code)"
        let kind: Code =
            switch code {
            case ..<0: .badAddress
            case EADDRINUSE: .addressInUse
            case EACCES, EPERM: .notPermitted
            case EADDRNOTAVAIL: .badAddress
            default: .system
            }
        self.init(kind, "cannot listen on \(host):\(port): \(reason)")
    }
}

extension Duration {
    /// Whole milliseconds, at least one.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        return Int32(clamping: max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    }
}
