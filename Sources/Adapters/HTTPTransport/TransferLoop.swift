import CCurl
import Glibc
import Synchronization

/// The mailbox of the transfer thread: orders go in from anywhere, the thread takes them out.
final class TransferLoop: Sendable {
    private let limits: HTTPLimits
    private let authorities: HTTPAuthorities
    private let inbox: Mutex<Inbox>

    enum Message {
        case start(TransferOrder, TransferContinuation)
        case cancel(TransferOrder)
    }

    private struct Inbox {
        var messages: [Message] = []
        var isClosed = false
        /// Nil once the thread has ended.
        var multi: MultiHandle?
    }

    init(limits: HTTPLimits, authorities: HTTPAuthorities) throws(HTTPFailure) {
        self.limits = limits
        self.authorities = authorities
        guard let multi = ccurl_multi_new(Int64(limits.connections), Int64(limits.connectionsPerHost)) else {
            throw HTTPFailure(.internal, "the transfer library did not start")
        }
        inbox = Mutex(Inbox(multi: MultiHandle(pointer: multi)))
    }

    /// Starts the thread, which keeps this object alive until `close`.
    ///
    /// - C: `pthread_create`.
    func start() throws(HTTPFailure) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let made = pthread_create(
            &thread, nil,
            { @Sendable context in
                guard let context else { return nil }
                ignoreBrokenPipes()
                Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        guard made == 0 else {
            context.release()
            free()
            throw HTTPFailure(.internal, "no thread for transfers: error \(made)")
        }
        pthread_detach(thread)
    }

    func start(_ order: TransferOrder, _ continuation: TransferContinuation) {
        if !post(.start(order, continuation)) { continuation.resume(returning: .failure(Self.ended)) }
    }

    func cancel(_ order: TransferOrder) {
        order.isCancelled.store(true, ordering: .sequentiallyConsistent)
        _ = post(.cancel(order))
    }

    func close() {
        inbox.withLock { inbox in
            inbox.isClosed = true
            inbox.multi?.wakeUp()
        }
    }

    /// - Returns: false when nobody will read the message any more.
    private func post(_ message: Message) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isClosed, let multi = inbox.multi else { return false }
            inbox.messages.append(message)
            // A thread that has mail already is awake or about to be.
            if inbox.messages.count == 1 { multi.wakeUp() }
            return true
        }
    }

    /// The thread's life.
    private func run() {
        guard let multi = inbox.withLock({ $0.multi }) else { return }
        var transfers = RunningTransfers(multi: multi, limits: limits, authorities: authorities)
        while true {
            let (messages, isClosed) = inbox.withLock { inbox in
                let messages = inbox.messages
                inbox.messages.removeAll(keepingCapacity: true)
                return (messages, inbox.isClosed)
            }
            for message in messages {
                switch message {
                case .start(let order, let continuation): transfers.start(order, continuation)
                case .cancel(let order): transfers.cancel(order)
                }
            }
            guard !isClosed else { break }
            transfers.turn()
        }
        transfers.end(with: Self.ended)
        free()
    }

    private func free() {
        inbox.withLock { inbox in
            inbox.isClosed = true
            if let multi = inbox.multi { ccurl_multi_free(multi.pointer) }
            inbox.multi = nil
        }
    }

    private static let ended = HTTPFailure(.cancelled, "the client was shut down")
}

/// Keeps a peer that went away from ending the process: TLS writes without asking for errors instead of signals.
///
/// - C: `pthread_sigmask`.
private func ignoreBrokenPipes() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}

// All of it belongs to the transfer thread but `wakeUp`, which libcurl allows from any thread; the mailbox's lock keeps
// that call from meeting a freed pointer.
struct MultiHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// - C: `curl_multi_wakeup`.
    func wakeUp() { _ = ccurl_multi_wakeup(pointer) }
}
