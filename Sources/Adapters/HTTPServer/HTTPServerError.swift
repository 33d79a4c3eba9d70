/// Why a server could not start.
package struct HTTPServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable, CaseIterable {
        /// Somebody listens there already: the next port may be free.
        case addressInUse = "address-in-use"
        /// The port needs more rights.
        case notPermitted = "not-permitted"
        /// The host is none of this machine's.
        case badAddress = "bad-address"
        case alreadyStarted = "already-started"
        case system
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
