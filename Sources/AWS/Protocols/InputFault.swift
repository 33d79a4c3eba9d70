/// What is wrong with an operation's input: the kind that gave it is to blame, not AWS.
struct InputFault: Error {
    /// Where: `Filters[0].Name`.
    private(set) var path: String
    let message: String

    init(_ message: String) {
        path = ""
        self.message = message
    }

    /// The fault as seen from one member further out.
    func inside(_ member: String) -> InputFault {
        var fault = self
        let isElement = path.hasPrefix("[") || path.isEmpty
        fault.path = member + (isElement ? "" : ".") + path
        return fault
    }

    /// As the caller of `operation` is told.
    func error(of operation: OperationName) -> APIError {
        APIError(.refused, "\(operation): \(path.isEmpty ? "" : "\(path): ")\(message)")
    }
}
