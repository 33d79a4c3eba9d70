/// Time as the client sees it, so that tests need not wait for it.
package struct Timekeeper: Sendable {
    package var now: @Sendable () -> ContinuousClock.Instant
    /// Waits until then; throws when the task is cancelled.
    package var sleep: @Sendable (ContinuousClock.Instant) async throws -> Void

    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (ContinuousClock.Instant) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package static let continuous = Timekeeper(
        now: { .now }, sleep: { try await Task.sleep(until: $0, clock: .continuous) })
}
