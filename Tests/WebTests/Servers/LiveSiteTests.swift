import HTTPServer
import Inventory
import Testing

@testable import Web

/// The same site in-process and over a socket: what tests find in one holds for the other.
@Suite("The site over a socket")
struct LiveSiteTests {
    static let targets = [
        "/", "/production/eu-west-1/ec2?q=web&_sort=name", "/production/eu-west-1/ec2.json",
        "/production/eu-west-1/ec2.csv",
        "/production/eu-west-1/cloudformation/web.json", "/nobody", "/%zz", "/static/app.js", "/-/healthy",
        "/production/eu-west-1/route53", "/production/eu-west-1/sg/sg-0web",
    ]

    @Test("every answer is the same over the wire, and HEAD says how long it is")
    func same() async throws {
        let site = try TestSite(templates: ["web": .success("Resources: {}")])
        let application = site.application
        try await HTTPServerTests.withServer(handler: { application.reply(to: $0) }) { port in
            let client = try RawClient(port: port)
            for target in Self.targets {
                let expected = await site.ask(target)
                client.send("GET \(target) HTTP/1.1\r\nHost: localhost:5000\r\n\r\n")
                let answer = try #require(await client.readAnswer())
                #expect(answer.status == expected.status, "\(target)")
                #expect(answer.hasSuffix("\r\n\r\n\(expected.text)"), "\(target)")
                for field in expected.response.headers.fields where field.name != RequestID.header {
                    #expect(answer.header(field.name) == field.value, "\(target) \(field.name)")
                }
                client.send("HEAD \(target) HTTP/1.1\r\nHost: localhost:5000\r\n\r\n")
                let head = try #require(await client.readAnswer(hasBody: false))
                #expect(head.status == expected.status)
                #expect(head.header("Content-Length") == String(expected.response.body.count), "\(target)")
            }
        }
    }

    @Test("a server of files that are missing or wrong does not start")
    func files() throws {
        func server(templates: String, files: String) throws(WebServerError) -> WebServer {
            try WebServer(
                configuration: TestSite.configuration, snapshots: Fixed(current: SampleSnapshot.full),
                live: TestLive(templates: [:]), templates: templates, files: files, version: "1",
                find: { _, _ in FindResult(answers: [], total: 0, unread: []) })
        }
        let good = (TestSite.folder("templates"), TestSite.folder("static"))
        _ = try server(templates: good.0, files: good.1)
        for (templates, files) in [
            ("/nonexistent", good.1), (good.0, "/nonexistent"), (good.1, good.1), (good.0, good.0),
        ] {
            let error = #expect(throws: WebServerError.self) { try server(templates: templates, files: files) }
            #expect(error?.code == .unusableFiles)
        }
    }

    @Test("a web server starts on a free port, says when one is taken, and stops")
    func starting() async throws {
        func server() throws -> WebServer {
            try WebServer(
                configuration: TestSite.configuration, snapshots: Fixed(current: SampleSnapshot.full),
                live: TestLive(templates: [:]), templates: TestSite.folder("templates"),
                files: TestSite.folder("static"),
                version: "1", find: { _, _ in FindResult(answers: [], total: 0, unread: []) })
        }
        let first = try server()
        let port = try first.start(host: "127.0.0.1", port: 0)
        let second = try server()
        let error = #expect(throws: WebServerError.self) { try second.start(host: "127.0.0.1", port: port) }
        #expect(error?.code == .addressInUse)
        let client = try RawClient(port: port)
        client.send("GET /-/ready HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
        #expect(await client.readAnswer()?.status == 200)
        await first.stop()
        #expect(try second.start(host: "127.0.0.1", port: port) == port)
        await second.stop()
    }
}
