import ProcessRunning

/// Programs of the machine that print credentials.
enum HostProcess {
    /// More at once are made to wait: hundreds of accounts may name one program each.
    private static let slots = Slots(4)

    /// Runs a program when it is its turn.
    ///
    /// - Throws: `APIError`: `timeout`, or `credentialsMissing` when it cannot be started or prints too much.
    @Sendable static func run(_ order: ProcessOrder) async throws(APIError) -> ProcessOutcome {
        guard await slots.enter(before: .now + order.patience) else {
            throw APIError(.timeout, "was not run: other programs took all the time")
        }
        defer { slots.leave() }
        do throws(ProcessFailure) { return try await order.run() } catch {
            throw APIError(error.code == .timeout ? .timeout : .credentialsMissing, error.message)
        }
    }
}
