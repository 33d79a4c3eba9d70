/// Sends requests over shared connections, many at once, from one thread of its own.
///
/// - Shape: HTTP/1.1 with keep-alive, HTTP/2 where a TLS peer offers it; redirects are answers and never followed;
///   a proxy named by `HTTPS_PROXY` and `NO_PROXY` is used except to this machine and its link.
/// - Isolation: callable from anywhere.
package final class HTTPClient: Sendable {
    private let loop: TransferLoop

    /// Starts the thread.
    ///
    /// - Throws: `HTTPFailure` when the transfer library cannot start; nothing can be sent then.
    package init(limits: HTTPLimits = HTTPLimits(), authorities: HTTPAuthorities = .system) throws(HTTPFailure) {
        loop = try TransferLoop(limits: limits, authorities: authorities)
        try loop.start()
    }

    deinit { loop.close() }

    /// Sends `request` and waits for the whole answer, whatever its status.
    ///
    /// - Throws: `HTTPFailure`; `cancelled` when the calling task is cancelled, at once and with the connection given up.
    package func send(_ request: HTTPRequest, deadline: ContinuousClock.Instant) async throws(HTTPFailure)
        -> HTTPResponse
    {
        if let fault = request.fault { throw HTTPFailure(.invalidRequest, fault) }
        let order = TransferOrder(request: request, deadline: deadline)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { loop.start(order, $0) }
        } onCancel: {
            loop.cancel(order)
        }
        do throws(HTTPFailure) { return try result.get() } catch { throw error.namingProxy(of: request) }
    }

    /// Ends every transfer as `cancelled` and the thread with it; what is sent later fails the same way.
    package func shutdown() { loop.close() }
}

/// How long and how much a client waits for.
package struct HTTPLimits: Sendable {
    /// Name, connection and TLS together.
    package var connect: Duration = .seconds(5)
    /// From the request's end to the answer's first byte.
    package var firstByte: Duration = .seconds(20)
    /// The longest time at less than `pace`.
    package var stall: Duration = .seconds(15)
    /// What counts as getting on; a peer that drips keeps a slot from others.
    ///
    /// - Units: bytes per second.
    package var pace = 64
    /// The whole body after decompression.
    ///
    /// - Units: bytes.
    package var body = 32 << 20
    /// All header lines together.
    ///
    /// - Units: bytes.
    package var headers = 64 << 10
    /// Connections kept and opened, to all hosts and to one.
    package var connections = 256
    package var connectionsPerHost = 128

    package init() {}
}

/// Which certificate authorities a client trusts.
package enum HTTPAuthorities: Sendable, Hashable {
    case system
    /// A PEM file, as `AWS_CA_BUNDLE` names one.
    case file(String)
    /// A directory of hashed certificates.
    case directory(String)
}
