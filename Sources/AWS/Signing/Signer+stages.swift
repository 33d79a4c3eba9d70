import Cryptography
import HTTPTransport

/// The stages of a signature, each named as in AWS's document.
extension Signer {
    /// "Create a canonical request".
    func canonicalRequest(_ request: SignableRequest, hashedPayload: String) -> String {
        [
            request.method,
            canonicalURI(request.path),
            Self.canonicalQueryString(request.query),
            Self.canonicalHeaders(request.headers),
            Self.signedHeaders(request.headers),
            hashedPayload,
        ].joined(separator: "\n")
    }

    /// Normalized by RFC 3986 and encoded once more than it was sent; S3's as it was sent.
    func canonicalURI(_ path: String) -> String {
        if isObjectStore { return path.isEmpty ? "/" : path }
        return URIEncoding.encode(Self.normalized(path), keepingSlashes: true)
    }

    /// Names and values encoded, sorted by name and then by value, by code point.
    static func canonicalQueryString(_ query: String) -> String {
        query.split(separator: "&").map { pair in
            let (name, value) =
                pair.firstIndex(of: "=").map { (pair[..<$0], pair[pair.index(after: $0)...]) } ?? (pair, "")
            return (
                URIEncoding.encode(URIEncoding.decode(name), keepingSlashes: false),
                URIEncoding.encode(URIEncoding.decode(value), keepingSlashes: false)
            )
        }
        .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        .map { "\($0.0)=\($0.1)" }
        .joined(separator: "&")
    }

    /// Lower-case names with trimmed values, one line each, sorted by name; values of one name in their order.
    static func canonicalHeaders(_ headers: [HTTPHeader]) -> String {
        var values: [String: [String]] = [:]
        for header in headers { values[header.name.lowercased(), default: []].append(trimmed(header.value)) }
        return values.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.joined(separator: ","))\n" }.joined()
    }

    static func signedHeaders(_ headers: [HTTPHeader]) -> String {
        Set(headers.map { $0.name.lowercased() }).sorted().joined(separator: ";")
    }

    /// The `/`-joined day, region, service and version that the signature is good for.
    func credentialScope(_ date: SigningDate) -> String { "\(date.day)/\(region)/\(service)/aws4_request" }

    /// "Create a string to sign".
    static func stringToSign(_ canonicalRequest: String, date: SigningDate, scope: String) -> String {
        ["AWS4-HMAC-SHA256", date.timestamp, scope, Hex.encode(Digest.sha256(canonicalRequest))]
            .joined(separator: "\n")
    }

    /// Without spaces at the ends and with one space for several.
    private static func trimmed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " ")
    }

    /// Without empty segments, `.` and what `..` takes back; a slash at the end stays.
    ///
    /// - Source: RFC 3986, section 5.2.4.
    private static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") {
            switch segment {
            case ".": break
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        let isFolder = path.hasSuffix("/") && !segments.isEmpty
        return "/" + segments.joined(separator: "/") + (isFolder ? "/" : "")
    }
}
