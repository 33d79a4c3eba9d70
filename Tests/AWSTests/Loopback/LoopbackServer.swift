import Glibc
import Synchronization

/// A server on 127.0.0.1 that does to each connection what a test says; one thread per connection.
final class LoopbackServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let state: Mutex<State>

    private struct State {
        var connections: Set<Int32> = []
        var accepted = 0
        var isClosed = false
    }

    /// Serves every connection with `serve`, which may block and returns to close.
    init(_ serve: @escaping @Sendable (LoopbackConnection) -> Void) throws {
        (listener, port) = try Self.listen()
        state = Mutex(State())
        startThread { [self] in
            while true {
                let socket = accept(listener, nil, nil)
                let isOpen = state.withLock { state in
                    guard socket >= 0, !state.isClosed else { return false }
                    state.connections.insert(socket)
                    state.accepted += 1
                    return true
                }
                guard isOpen else {
                    if socket >= 0 { Glibc.close(socket) }
                    break
                }
                startThread { [self] in
                    serve(LoopbackConnection(socket: socket))
                    state.withLock { state in
                        state.connections.remove(socket)
                        Glibc.close(socket)
                    }
                }
            }
            Glibc.close(listener)
        }
    }

    /// Answers whole requests, any number per connection, until the peer leaves or an answer says `Connection: close`.
    convenience init(answering answer: @escaping @Sendable (LoopbackRequest) -> LoopbackAnswer) throws {
        try self.init { connection in
            while let request = connection.readRequest() {
                let answer = answer(request)
                guard connection.write(answer.bytes), !answer.closes else { return }
            }
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Connections accepted so far.
    var accepted: Int { state.withLock { $0.accepted } }

    /// Ends the threads.
    func close() {
        state.withLock { state in
            state.isClosed = true
            for socket in state.connections { shutdown(socket, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// A port on which nobody listens.
    static func refusedPort() throws -> UInt16 {
        let (socket, port) = try listen()
        Glibc.close(socket)
        return port
    }

    private static func listen() throws -> (socket: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw LoopbackError(errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, Glibc.listen(listener, 512) == 0 else { return errno }
                return getsockname(listener, address, &length) == 0 ? 0 : errno
            }
        }
        guard result == 0 else {
            Glibc.close(listener)
            throw LoopbackError(result)
        }
        return (listener, UInt16(bigEndian: address.sin_port))
    }
}

/// The `errno` of what could not be set up.
struct LoopbackError: Error {
    let number: Int32
    init(_ number: Int32) { self.number = number }
}

/// Runs `body` on a thread of its own.
func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Box(body))
    let made = pthread_create(
        &thread, nil,
        { @Sendable context in
            if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, context.toOpaque())
    precondition(made == 0, "no thread for the test's server")
    pthread_detach(thread)
}
