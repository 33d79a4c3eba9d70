import CHTTPServer
import Synchronization

/// An HTTP/1.1 server with threads of its own.
///
/// - Isolation: `handler` runs on the server's threads, many at once; it must not block for long.
package final class HTTPServer: Sendable {
    package let options: HTTPServerOptions
    private let handler: @Sendable (HTTPRequest) -> HTTPReply
    private let refused: @Sendable (HTTPRefusal) -> Void
    private let state = Mutex(State.fresh)

    private enum State {
        case fresh
        case running(Handle)
        case stopping([CheckedContinuation<Void, Never>])
        case stopped
    }

    // Only given back to the library, which locks for itself.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    package init(
        options: HTTPServerOptions = HTTPServerOptions(), refused: @escaping @Sendable (HTTPRefusal) -> Void = { _ in },
        handler: @escaping @Sendable (HTTPRequest) -> HTTPReply
    ) {
        self.options = options
        self.refused = refused
        self.handler = handler
    }

    /// Listens on `host` and serves until `stop`.
    ///
    /// - Shape: returns the bound port, which `port` 0 leaves to the system. No other process can bind the same one.
    /// - Throws: `HTTPServerError`; after `.addressInUse` another port may be tried on the same value.
    package func start(host: String, port: Int) throws(HTTPServerError) -> Int {
        guard let port = UInt16(exactly: port) else { throw HTTPServerError(.badAddress, "there is no port \(port)") }
        return try state.withLock { (state) throws(HTTPServerError) in
            guard case .fresh = state else { throw HTTPServerError(.alreadyStarted, "the server was started already") }
            var error: Int32 = 0
            guard let server = launch(host: host, port: port, error: &error) else {
                throw HTTPServerError(code: error, host: host, port: port)
            }
            state = .running(Handle(pointer: server))
            return Int(chttp_server_port(server))
        }
    }

    private func launch(host: String, port: UInt16, error: inout Int32) -> OpaquePointer? {
        let kept = Unmanaged.passRetained(self)
        var callbacks = chttp_callbacks(
            context: kept.toOpaque(), head: takeHead, request: takeRequest, aborted: dropRequest, stopped: noteStop)
        let server = options.bodyPrefix.withCString { prefix in
            var limits = chttp_limits(
                threads: Int32(clamping: max(1, options.threads)),
                connections: Int32(clamping: options.connections),
                connections_per_address: Int32(clamping: options.connectionsPerAddress),
                body_bytes: Int32(clamping: options.bodyBytes), idle_ms: options.idle.milliseconds,
                head_ms: options.head.milliseconds, body_ms: options.body.milliseconds,
                answer_ms: options.answer.milliseconds, lingering_ms: options.lingering.milliseconds,
                drain_ms: options.drain.milliseconds, held_bytes: Int64(options.heldBytes), body_prefix: prefix)
            return chttp_server_start(host, port, &limits, &callbacks, &error)
        }
        if server == nil { kept.release() }
        return server
    }

    /// Takes no new connection, lets answers under way finish (`options.drain`), and ends all threads.
    ///
    /// - Shape: returns when nothing runs any more; a second call waits for the same end.
    package func stop() async {
        await withCheckedContinuation { waiting in
            let isOver = state.withLock { state in
                switch state {
                case .fresh, .stopped:
                    state = .stopped
                    return true
                case .running(let handle):
                    state = .stopping([waiting])
                    chttp_server_stop(handle.pointer)
                case .stopping(let others): state = .stopping(others + [waiting])
                }
                return false
            }
            if isOver { waiting.resume() }
        }
    }

    fileprivate func noteStopped() {
        let waiting = state.withLock { state in
            guard case .stopping(let waiting) = state else { return [CheckedContinuation<Void, Never>]() }
            state = .stopped
            return waiting
        }
        for each in waiting { each.resume() }
    }

    fileprivate func note(_ refusal: HTTPResponse, of head: RequestHead, peer: String) {
        refused(
            HTTPRefusal(
                status: refusal.status, method: head.method, target: String(decoding: head.target, as: UTF8.self),
                peer: peer))
    }

    fileprivate func answer(_ request: HTTPRequest, on exchange: Exchange) {
        switch handler(request) {
        case .now(let response): exchange.answer(response)
        case .later(let make): Task { exchange.answer(await make()) }
        }
    }
}

private func takeHead(
    context: UnsafeMutableRawPointer?, exchange: OpaquePointer?, head: UnsafePointer<chttp_head>?
) -> UnsafeMutableRawPointer? {
    guard let context, let exchange, let head = head?.pointee else { return nil }
    let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
    let read = RequestHead(head)
    switch RequestRules.judge(read, peer: head.peer.string, options: server.options) {
    case .success(let request): return Unmanaged.passRetained(Pending(request)).toOpaque()
    case .failure(let refusal):
        server.note(refusal.response, of: read, peer: head.peer.string)
        Exchange(pointer: exchange).answer(refusal.response, closes: true)
        return nil
    }
}

private func takeRequest(
    context: UnsafeMutableRawPointer?, exchange: OpaquePointer?, request: UnsafeMutableRawPointer?,
    body: UnsafePointer<UInt8>?, count: Int
) {
    guard let context, let exchange, let request else { return }
    let server = Unmanaged<HTTPServer>.fromOpaque(context).takeUnretainedValue()
    let pending = Unmanaged<Pending>.fromOpaque(request).takeRetainedValue()
    let whole = pending.request.with(body: Array(UnsafeBufferPointer(start: body, count: count)))
    server.answer(whole, on: Exchange(pointer: exchange))
}

private func dropRequest(context: UnsafeMutableRawPointer?, request: UnsafeMutableRawPointer?) {
    guard let request else { return }
    Unmanaged<Pending>.fromOpaque(request).release()
}

private func noteStop(context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<HTTPServer>.fromOpaque(context).takeRetainedValue().noteStopped()
}
