import Glibc

extension ProcessOrder {
    /// Runs the program to its end, on a thread of its own.
    ///
    /// - Throws: `ProcessFailure`; a program that takes too long or prints too much is ended, with all that it started in
    ///   its process group.
    /// - Isolation: callable from anywhere; nothing waits but the caller's task.
    package func run() async throws(ProcessFailure) -> ProcessOutcome {
        let result = await withCheckedContinuation { continuation in
            let job = ProcessJob(order: self) { continuation.resume(returning: $0) }
            if !job.start() {
                continuation.resume(
                    returning: .failure(ProcessFailure(.notStarted, "cannot be started: there is no thread for it")))
            }
        }
        return try result.get()
    }
}

/// One program's run, handed to its thread.
private final class ProcessJob: Sendable {
    private let order: ProcessOrder
    private let done: @Sendable (Result<ProcessOutcome, ProcessFailure>) -> Void

    init(order: ProcessOrder, done: @escaping @Sendable (Result<ProcessOutcome, ProcessFailure>) -> Void) {
        self.order = order
        self.done = done
    }

    /// - Returns: false when there is no thread; nothing is done then.
    /// - C: `pthread_create`.
    func start() -> Bool {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let made = pthread_create(
            &thread, nil,
            { @Sendable context in
                if let context { Unmanaged<ProcessJob>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard made == 0 else {
            context.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func run() {
        do throws(ProcessFailure) {
            var child = try ChildProcess(order)
            done(.success(try child.outcome(within: order.patience)))
        } catch {
            done(.failure(error))
        }
    }
}
