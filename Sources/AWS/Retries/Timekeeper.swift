/// Time as the client sees it, so that tests need not wait for it.
package struct Timekeeper: Sendable {
    package var now: @Sendable () -> ContinuousClock.Instant
    /// Waits until then; throws when the task is cancelled.
    package var sleep: @Sendable (ContinuousClock.Instant) async throws -> Void
    /// Waits until then for something that should have come earlier; cancelled when it comes.
    package var expire: @Sendable (ContinuousClock.Instant) async throws -> Void

    /// A clock; `expire` is the real one's for clocks that run only while somebody sleeps.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (ContinuousClock.Instant) async throws -> Void,
        expire: (@Sendable (ContinuousClock.Instant) async throws -> Void)? = nil
    ) {
        self.now = now
        self.sleep = sleep
        self.expire = expire ?? { try await Task.sleep(until: $0, clock: .continuous) }
    }

    package static let continuous = Timekeeper(
        now: { .now }, sleep: { try await Task.sleep(until: $0, clock: .continuous) })
}
