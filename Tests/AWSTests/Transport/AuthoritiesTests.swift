import FoundationEssentials
import HTTPTransport
import Testing

@testable import AWS

@Suite("Whom to trust")
struct AuthoritiesTests {
    @Test(
        "AWS_CA_BUNDLE names a file or a folder",
        arguments: [
            ([:], HTTPAuthorities.system), (["AWS_CA_BUNDLE": ""], .system),
            (["AWS_CA_BUNDLE": "/etc/passwd"], .file("/etc/passwd")), (["AWS_CA_BUNDLE": "/etc"], .directory("/etc")),
            (["AWS_CA_BUNDLE": "/nowhere/at/all"], .file("/nowhere/at/all")),
            (["AWS_CA_BUNDLE": "~/ca.pem", "HOME": "/nowhere"], .file("/nowhere/ca.pem")),
        ])
    func bundle(variables: [String: String], authorities: HTTPAuthorities) {
        #expect(HTTPAuthorities(HostEnvironment(variables: variables)) == authorities)
    }
}
