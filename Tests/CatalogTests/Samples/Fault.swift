import Testing

@testable import Catalog

/// One mistake in the sample kind, and what must be said about it.
struct Fault: Sendable, CustomTestStringConvertible {
    let code: KindProblem.Code
    let old: String
    let new: String
    /// Line and column of the place that is shown.
    let place: String
    /// What stands in the message.
    let message: String
    let suggestion: String?

    init(
        _ code: KindProblem.Code, _ old: String, _ new: String, at place: String, _ message: String,
        meant suggestion: String? = nil
    ) {
        self.code = code
        self.old = old
        self.new = new
        self.place = place
        self.message = message
        self.suggestion = suggestion
    }

    var testDescription: String { "\(code.rawValue): \(new)" }
}
