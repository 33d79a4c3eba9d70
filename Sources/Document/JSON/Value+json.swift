extension Value {
    /// Reads one JSON document.
    ///
    /// - Shape: lone surrogates become U+FFFD, numbers beyond Int64 and Double become strings of their text, of a repeated key the last value counts, a leading byte order mark is skipped.
    /// - Throws: `DocumentError` for anything that is not one whole JSON value within `limits`.
    package init(json bytes: [UInt8], limits: DocumentLimits = .jsonAnswer) throws(DocumentError) {
        throw DocumentError(.syntax, "not built yet")
    }

    /// This value as JSON text.
    ///
    /// - Shape: members in their order; `pretty` indents by two spaces; doubles print shortest round-trip; valid UTF-8; never `</` unescaped is NOT promised (pages escape for themselves).
    package func json(pretty: Bool = false) -> [UInt8] { [] }
}
