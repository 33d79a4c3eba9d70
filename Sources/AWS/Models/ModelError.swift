/// Why a service model or the lists beside it cannot be used.
package struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons, safe as a metric label.
    package enum Code: String, Sendable, CaseIterable {
        /// No folder holds a model of the service.
        case unknownService = "unknown-service"
        /// The service's model has no such operation: AWS has none, or it may not be read.
        case unknownOperation = "unknown-operation"
        /// A file is there and cannot be read.
        case unreadable
        /// A file can be read and is not what it should be.
        case malformed
    }

    package let code: Code
    /// The service that was asked for; nil for the lists that serve all.
    package let service: String?
    /// The file that is at fault, or the folders that were searched.
    package let file: String
    /// What is wrong, as a sentence without its final stop.
    package let message: String

    package init(_ code: Code, service: String? = nil, file: String, _ message: String) {
        self.code = code
        self.service = service
        self.file = file
        self.message = message
    }

    package var description: String { "\(file): \(message)" }
}
