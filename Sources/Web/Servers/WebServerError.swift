/// Why the site cannot be served.
package struct WebServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable, CaseIterable {
        /// A template or static file is missing or wrong.
        case unusableFiles = "unusable-files"
        case addressInUse = "address-in-use"
        case cannotListen = "cannot-listen"
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
