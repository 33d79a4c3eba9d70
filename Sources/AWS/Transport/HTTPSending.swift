package import HTTPTransport

/// Whoever can send a request: the client over the network, or a test's canned answers.
package protocol HTTPSending: Sendable {
    func send(_ request: HTTPRequest, deadline: ContinuousClock.Instant) async throws(HTTPFailure) -> HTTPResponse
}

extension HTTPClient: HTTPSending {}
