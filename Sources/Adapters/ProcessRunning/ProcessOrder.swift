/// One program to run, without a shell.
package struct ProcessOrder: Sendable, Hashable {
    /// Its path or name, which is looked for in `PATH`, then its arguments.
    package var words: [String]
    package var variables: [String: String]
    /// How long it may take.
    package var patience: Duration
    /// How much it may print.
    ///
    /// - Units: bytes.
    package var outputLimit: Int

    package init(
        words: [String], variables: [String: String], patience: Duration = .seconds(60), outputLimit: Int = 64 << 10
    ) {
        self.words = words
        self.variables = variables
        self.patience = patience
        self.outputLimit = outputLimit
    }
}

/// What a program did.
package struct ProcessOutcome: Sendable, Hashable {
    /// 0 when it succeeded; minus the number of the signal that ended it.
    package var status: Int
    package var output: [UInt8]
    /// The first of what it said about errors.
    package var errors: [UInt8]

    package init(status: Int, output: [UInt8] = [], errors: [UInt8] = []) {
        self.status = status
        self.output = output
        self.errors = errors
    }
}

/// Why a program did not come to its end.
package struct ProcessFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable, CaseIterable {
        case notStarted = "not-started"
        case timeout
        case tooMuch = "too-much"
    }

    package let code: Code
    /// What happened, in words that follow the program's name.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
