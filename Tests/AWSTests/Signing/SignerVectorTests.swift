import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

/// The signature test suite that AWS published, as botocore's source distribution carries it.
@Suite("Signature vectors")
struct SignerVectorTests {
    private static let folder = Sources.botocore.appending(path: "tests/unit/auth/aws4_testsuite")

    /// All cases, the four included that upstream leaves out.
    ///
    /// One of those Python's HTTP parser cannot read, three have repeated names, which its dictionaries cannot hold.
    static let names: [String] = Sources.files(under: folder, suffix: ".req").map { String($0.dropLast(4)) }

    @Test("all of the suite is here")
    func count() {
        #expect(Self.names.count == 34, "run make deps")
    }

    @Test(arguments: names)
    func vector(name: String) throws {
        func text(_ suffix: String) throws -> String {
            try String(decoding: Data(contentsOf: Self.folder.appending(path: name + suffix)), as: UTF8.self)
                .replacing("\r", with: "")
        }
        let canonicalRequest = try text(".creq")
        var request = try Self.parse(text(".req"))
        // Upstream's signer is given a token only where the canonical request has one; ours sets the header itself.
        let token = canonicalRequest.split(separator: "\n").first { $0.hasPrefix("x-amz-security-token:") }
            .map { String($0.dropFirst("x-amz-security-token:".count)) }
        request.headers.removeAll { $0.name == "X-Amz-Security-Token" }
        let signature = Signer(region: "us-east-1", service: "service").sign(
            request,
            with: Credentials(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                sessionToken: token),
            at: Date(timeIntervalSince1970: 1_440_938_160))
        #expect(signature.canonicalRequest == canonicalRequest)
        #expect(try signature.stringToSign == text(".sts"))
        #expect(try signature.headers.last == HTTPHeader("Authorization", text(".authz")))
    }

    /// A request of the suite: its head has no colon-and-space and may be without the empty line.
    private static func parse(_ text: String) throws -> SignableRequest {
        let head = text.firstRange(of: "\n\n").map { text[..<$0.lowerBound] } ?? text[...]
        let body = text.firstRange(of: "\n\n").map { text[$0.upperBound...] } ?? ""
        var lines = head.split(separator: "\n")
        let line = lines.removeFirst()
        let method = line.prefix { $0 != " " }
        let target = line.dropFirst(method.count + 1).dropLast(" HTTP/1.1".count)
        let mark = target.firstIndex(of: "?") ?? target.endIndex
        var headers: [HTTPHeader] = []
        for line in lines {
            if line.hasPrefix(" "), let last = headers.popLast() {
                headers.append(HTTPHeader(last.name, last.value + "\n" + line))
            } else {
                let colon = try #require(line.firstIndex(of: ":"))
                headers.append(HTTPHeader(String(line[..<colon]), String(line[line.index(after: colon)...])))
            }
        }
        return SignableRequest(
            method: String(method), host: try #require(headers.first { $0.name == "Host" }?.value),
            path: String(target[..<mark]), query: String(target[mark...].dropFirst()), headers: headers,
            body: Array(body.utf8))
    }
}
