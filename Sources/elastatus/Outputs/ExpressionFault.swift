import JMESPath

/// What is wrong with an expression, for people: the class, the words, and the place.
struct ExpressionFault {
    /// The class as the specification spells it (`invalid-type`).
    let name: String
    /// Characters from the start of the expression; nil where the place is not known.
    let offset: Int?
    private let source: String
    private let message: String

    init(_ error: ExpressionError, in source: String) {
        name =
            switch error.code {
            case .syntax: "syntax"
            case .invalidType: "invalid-type"
            case .invalidValue: "invalid-value"
            case .unknownFunction: "unknown-function"
            case .invalidArity: "invalid-arity"
            }
        message = error.message
        self.source = source
        offset = error.offset ?? Self.place(of: error.message, in: source)
    }

    /// The message, below it the expression's line with a caret.
    var text: String {
        let said = "\(name): \(Terminal.plain(message))"
        guard let offset else { return said }
        let characters = Array(source.unicodeScalars)
        let before = characters.prefix(offset)
        let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let line = characters[start...].prefix { $0 != "\n" }
        let margin = String(String.UnicodeScalarView(characters[start..<min(max(offset, start), characters.count)]))
        let shown = Terminal.plain(String(String.UnicodeScalarView(line)))
        return "\(said)\n  \(shown)\n  \(String(repeating: " ", count: Terminal.plain(margin).count))^"
    }

    /// The call that a message of evaluation is about, when the expression calls that function once.
    private static func place(of message: String, in source: String) -> Int? {
        guard let call = message.firstIndex(of: "(").map({ message[...$0] }), !call.contains(" ") else { return nil }
        let places = source.ranges(of: call)
        guard places.count == 1, let place = places.first else { return nil }
        return source.unicodeScalars.distance(from: source.startIndex, to: place.lowerBound)
    }
}
