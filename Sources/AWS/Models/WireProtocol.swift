/// How a service writes its requests and answers.
///
/// - Source: the protocols of Smithy's "AWS protocols" pages, by botocore's names.
package enum WireProtocol: String, Sendable, CaseIterable {
    case query, ec2, json
    case restJSON = "rest-json"
    case restXML = "rest-xml"

    /// Whether answers are XML; otherwise they are JSON.
    package var isXML: Bool { self == .query || self == .ec2 || self == .restXML }
}
