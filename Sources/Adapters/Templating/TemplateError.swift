/// Why templates cannot be used, or a page not be rendered.
package struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable, CaseIterable {
        case unreadable, noPragma, unescaped, badMarker, unknownPart, doesNotCompile, unknownTemplate, missingValues
        case failed
    }

    package let code: Code
    /// The template's name.
    package let template: String
    package let message: String

    package init(_ code: Code, template: String, _ message: String) {
        self.code = code
        self.template = template
        self.message = message
    }

    package var description: String { "template \(template): \(message)" }
}
