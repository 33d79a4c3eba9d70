import Foundation
import HTTPTransport
import Testing

/// Every peer here is a TLS server on loopback with one thing wrong with it.
@Suite("TLS")
struct TLSTests {
    /// Makes an authority and certificates in the folder it is given, serves each case on a port of its own.
    private static let script = #"""
        import datetime, pathlib, socket, ssl, sys, threading
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        folder = pathlib.Path(sys.argv[1])
        now = datetime.datetime.now(datetime.timezone.utc)
        day = datetime.timedelta(days=1)

        def name(text):
            return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

        def make(subject, host, issuer=None, authority=False, start=now - 30 * day, end=now + 30 * day):
            key = ec.generate_private_key(ec.SECP256R1())
            signer = issuer[0] if issuer else key
            builder = (
                x509.CertificateBuilder().subject_name(name(subject)).public_key(key.public_key())
                .issuer_name(name("authority") if issuer else name(subject)).serial_number(x509.random_serial_number())
                .not_valid_before(start).not_valid_after(end)
                .add_extension(x509.BasicConstraints(ca=authority, path_length=None), True)
            )
            if host:
                builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False)
            return key, builder.sign(signer, hashes.SHA256())

        def write(path, key, certificate):
            private = key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
            return path

        authority = make("authority", None, authority=True)
        (folder / "authority.pem").write_bytes(authority[1].public_bytes(serialization.Encoding.PEM))
        (folder / "other.pem").write_bytes(make("other", None, authority=True)[1].public_bytes(serialization.Encoding.PEM))
        good = write(folder / "good.pem", *make("good", "localhost", authority))
        cases = [
            good, write(folder / "self.pem", *make("self", "localhost")),
            write(folder / "late.pem", *make("late", "localhost", authority, end=now - day)),
            write(folder / "early.pem", *make("early", "localhost", authority, start=now + day)),
            write(folder / "host.pem", *make("host", "elsewhere.example", authority)), good, None, good, good,
        ]

        def frame(kind, flags, stream, payload=b""):
            return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload

        def give_up(secure, begins):
            """Ends the first stream of HTTP/2 by an internal error, before the answer or in its middle."""
            with secure.makefile("rb") as file:
                file.read(24)
                secure.sendall(frame(4, 0, 0))
                while True:
                    head = file.read(9)
                    file.read(int.from_bytes(head[:3], "big"))
                    if head[3] == 1:
                        break
            stream = int.from_bytes(head[5:9], "big")
            if begins:
                # :status 200 and content-length 2, of which one byte comes.
                secure.sendall(frame(1, 4, stream, b"\x88\x0f\x0d\x012") + frame(0, 0, stream, b"o"))
            secure.sendall(frame(3, 0, stream, b"\0\0\0\2"))
            secure.recv(65536)

        def serve(listener, context, index):
            while True:
                connection, _ = listener.accept()
                try:
                    if context is None:
                        connection.recv(64)
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                        connection.close()
                        continue
                    with context.wrap_socket(connection, server_side=True) as secure:
                        if index in (7, 8):
                            give_up(secure, begins=index == 8)
                            continue
                        secure.recv(65536)
                        secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
                except OSError:
                    connection.close()

        ports = []
        for index, pem in enumerate(cases):
            context = pem and ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            if pem:
                context.load_cert_chain(pem)
            if index in (7, 8):
                context.set_alpn_protocols(["h2"])
            if index == 5:
                context.set_ciphers("DEFAULT@SECLEVEL=0")
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
            listener = socket.create_server(("127.0.0.1", 0))
            ports.append(listener.getsockname()[1])
            threading.Thread(target=serve, args=(listener, context, index), daemon=True).start()
        print(*ports, flush=True)
        threading.Event().wait()
        """#

    @Test(
        "only a certificate for that host, in its time, from a trusted authority, over TLS 1.2 or later will do; what breaks off is told"
    )
    func certificates() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "elastatus-tls-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await withCheckedThrowingContinuation { continuation in
            startThread {
                continuation.resume(
                    with: Result { try PythonServer(["-W", "ignore", "-c", Self.script, folder.path()]) })
            }
        }
        defer { server.close() }
        let authority = HTTPAuthorities.file(folder.appending(path: "authority.pem").path())
        func code(_ index: Int, _ authorities: HTTPAuthorities) async throws -> HTTPFailure.Code? {
            let client = try HTTPClient(authorities: authorities)
            defer { client.shutdown() }
            do throws(HTTPFailure) {
                let url = "https://localhost:\(server.ports[index])/"
                let response = try await client.send(HTTPRequest(url: url), deadline: .now + .seconds(600))
                #expect(response.body == Array("ok".utf8), "\(index)")
                return nil
            } catch {
                #expect(!error.message.isEmpty)
                return error.code
            }
        }
        #expect(try await code(0, authority) == nil)
        #expect(try await code(0, .system) == .tls, "an authority nobody trusts")
        #expect(try await code(1, authority) == .tls, "self-signed")
        #expect(try await code(2, authority) == .tls, "expired")
        #expect(try await code(3, authority) == .tls, "not valid yet")
        #expect(try await code(4, authority) == .tls, "another host's")
        #expect(try await code(5, authority) == .tls, "TLS 1.0")
        #expect(try await code(6, authority) == .tls, "reset in the handshake")
        #expect(try await code(7, authority) == .unreachable, "a stream given up before the answer")
        #expect(try await code(8, authority) == .truncated, "a stream given up in the middle of the answer")
        #expect(try await code(0, .file(folder.appending(path: "other.pem").path())) == .tls, "another authority")
        #expect(try await code(0, .file(folder.appending(path: "missing.pem").path())) == .tls, "no such bundle")
        #expect(try await code(0, .file("/dev/null")) == .tls, "an empty bundle")
        #expect(try await code(0, .directory(folder.path())) == .tls, "a folder that is not hashed")
    }
}
