/// What can be fuzzed: every parser that sees bytes from outside.
enum FuzzTarget: String, CaseIterable {
    case xml, json, yaml, jmespath, answer, filter

    /// The one that runs; set once, before the first input.
    nonisolated(unsafe) static var current = FuzzTarget.json

    /// Tries one input; a broken promise ends the process.
    func take(_ input: UnsafeBufferPointer<UInt8>) {
        let bytes = Array(input)
        switch self {
        case .xml: Fuzz.xml(bytes)
        case .json: Fuzz.json(bytes)
        case .yaml: Fuzz.yaml(bytes)
        case .jmespath: Fuzz.jmespath(bytes)
        case .answer: AnswerFuzz.shared.take(bytes)
        case .filter: Fuzz.filter(bytes)
        }
    }
}

/// Ends the process, which the fuzzer reports with the input that led here.
func broken(_ promise: String) -> Never { fatalError("broken promise: \(promise)") }
