import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("The signer")
struct SignerTests {
    private let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    private let date = Date(timeIntervalSince1970: 1_440_938_160)

    @Test("the moment is spelled in UTC, whatever the year")
    func dates() {
        #expect(SigningDate(date).timestamp == "20150830T123600Z")
        #expect(SigningDate(date).day == "20150830")
        #expect(SigningDate(Date(timeIntervalSince1970: 0)).timestamp == "19700101T000000Z")
        #expect(SigningDate(Date(timeIntervalSince1970: -1)).timestamp == "19691231T235959Z")
        #expect(SigningDate(Date(timeIntervalSince1970: 951_782_399.9)).timestamp == "20000228T235959Z")
        #expect(SigningDate(Date(timeIntervalSince1970: 951_782_400)).timestamp == "20000229T000000Z")
        #expect(SigningDate(Date(timeIntervalSince1970: 4_107_542_400)).timestamp == "21000301T000000Z")
        #expect(SigningDate(Date(timeIntervalSince1970: 253_402_300_799)).timestamp == "99991231T235959Z")
    }

    @Test(
        "a path is normalized and encoded once more, except for S3",
        arguments: [
            ("/2013-04-01/hostedzone/Z1/rrset", "/2013-04-01/hostedzone/Z1/rrset"), ("/a%20b/%2F", "/a%2520b/%252F"),
            ("//a/./b/../c/", "/a/c/"), ("", "/"), ("/..", "/"), ("/a=b:c@d", "/a%3Db%3Ac%40d"),
            ("/~x-y_z.", "/~x-y_z."),
        ])
    func paths(path: String, canonical: String) {
        #expect(Signer(region: "r", service: "route53").canonicalURI(path) == canonical)
        #expect(Signer(region: "r", service: "s3").canonicalURI(path) == (path.isEmpty ? "/" : path))
    }

    @Test("S3 gets the payload's hash in a header of its own, which is signed")
    func objectStore() throws {
        let request = SignableRequest(method: "GET", host: "s3.us-east-1.amazonaws.com", path: "//x/../y%20z")
        let signature = Signer(region: "us-east-1", service: "s3").sign(request, with: credentials, at: date)
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(signature.headers.contains(HTTPHeader("X-Amz-Content-SHA256", empty)))
        #expect(
            signature.canonicalRequest == """
                GET
                //x/../y%20z

                host:s3.us-east-1.amazonaws.com
                x-amz-content-sha256:\(empty)
                x-amz-date:20150830T123600Z

                host;x-amz-content-sha256;x-amz-date
                \(empty)
                """)
    }

    @Test("headers of an earlier signature do not stay")
    func again() {
        let signer = Signer(region: "us-east-1", service: "rds")
        var request = SignableRequest(method: "POST", host: "h", headers: [HTTPHeader("X-A", "1")], body: [1])
        let first = signer.sign(request, with: credentials, at: date)
        request.headers = first.headers
        let second = signer.sign(request, with: credentials, at: date)
        #expect(first.headers == second.headers)
        #expect(first.headers.map(\.name) == ["X-A", "Host", "X-Amz-Date", "Authorization"])
    }

    @Test("another day, region, service or secret is another key")
    func keys() {
        let keys = SigningKeys()
        let request = SignableRequest(method: "GET", host: "h")
        func authorization(_ region: String, _ service: String, _ secret: String, _ date: Date) -> String {
            Signer(region: region, service: service, keys: keys).sign(
                request, with: Credentials(accessKeyID: "A", secretAccessKey: secret), at: date
            ).headers.last?.value ?? ""
        }
        let all = [
            authorization("r", "s", "x", date), authorization("r2", "s", "x", date),
            authorization("r", "s2", "x", date), authorization("r", "s", "x2", date),
            authorization("r", "s", "x", date + 86_400),
        ]
        #expect(Set(all.map { $0.suffix(64) }).count == all.count)
        #expect(authorization("r", "s", "x", date) == all.first)
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(!dumped.contains("x2"))
    }

    @Test("a query is decoded, encoded and sorted")
    func queries() {
        #expect(Signer.canonicalQueryString("b=%7e&a&b=1&a%20=+&&%zz=%2f") == "%25zz=%2F&a=&a%20=%2B&b=1&b=~")
        #expect(Signer.canonicalQueryString("") == "")
    }

    @Test("credentials show their id and nothing else")
    func silence() {
        let credentials = Credentials(
            accessKeyID: "AKID", secretAccessKey: "canary-secret", sessionToken: "canary-token", expiration: date)
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), "\([credentials])", dumped] {
            #expect(text.contains("AKID"))
            #expect(!text.contains("canary"))
        }
    }
}
