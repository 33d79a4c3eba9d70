import Document
import HTTPTransport

extension WireFault {
    /// The error in an answer, in whatever form it came: a service behind a proxy may answer in another's.
    init(_ response: HTTPResponse) {
        let requestID = response.requestID
        switch response.body.first(where: { $0 > 0x20 }) {
        case UInt8(ascii: "<"):
            let tree = try? XMLTree(response.body)
            self = tree.flatMap { WireFault(xml: $0.root) } ?? WireFault()
        case UInt8(ascii: "{"):
            let body = (try? Value(json: response.body))?.object
            self = WireFault(json: body ?? [:], response)
        default:
            self = WireFault(json: [:], response)
        }
        self.requestID = self.requestID ?? requestID
    }

    /// The error that an XML document is about; nil when it is about something else.
    ///
    /// - Shape: `ErrorResponse/Error` (query, rest-xml), `Response/Errors/Error` (ec2), `Error` (S3).
    init?(xml root: XMLElement) {
        let error =
            root.isNamed("Error") ? root : root.child("Error") ?? root.child("Errors")?.child("Error")
        guard let error, let code = error.child("Code")?.text, !code.isEmpty else { return nil }
        self.init(
            code: code, message: (error.child("Message") ?? error.child("message"))?.text,
            requestID: (root.child("RequestId") ?? root.child("RequestID") ?? root.child("requestId"))?.text)
    }

    /// The error in a JSON body and the headers beside it.
    ///
    /// - Source: botocore `parsers.py`, `BaseJSONParser` and `RestJSONParser`; Smithy's "AWS JSON 1.1 protocol", section "Operation error serialization".
    init(json body: Object, _ response: HTTPResponse) {
        let header = response[header: "x-amzn-errortype"]
        let written = body["code"]?.string ?? body["Code"]?.string
        let given = header ?? body["__type"]?.string ?? written
        code = given.map(Self.bare).flatMap { $0.isEmpty ? nil : $0 }
        // A service that spoke the query protocol before says there what the error was called then.
        if let old = response[header: "x-amzn-query-error"]?.split(separator: ";", omittingEmptySubsequences: false),
            old.count == 2, !old[0].isEmpty
        {
            code = String(old[0])
        }
        message = (body["message"] ?? body["Message"] ?? body["errorMessage"])?.string
    }

    /// The word between a namespace and a URL (`com.amazon.coral#ThrottlingException:http://…`).
    private static func bare(_ code: String) -> String {
        let word = code.prefix { $0 != ":" }
        return String(word.lastIndex(of: "#").map { word[word.index(after: $0)...] } ?? word)
    }
}

extension HTTPResponse {
    /// The id that AWS gave the request.
    var requestID: String? {
        self[header: "x-amzn-requestid"] ?? self[header: "x-amz-request-id"]
    }
}
