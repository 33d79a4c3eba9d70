import Document

extension Endpoint {
    /// What to paste to connect there, by its protocol; nothing for a protocol that is not known.
    ///
    /// - Parameter isEncrypted: Whether connections have to be encrypted; nil when that is not known.
    /// - Returns: Lines without credentials; none for a host with characters that a shell or a URL would mind, for someone else wrote it.
    package func pastes(isEncrypted: Bool? = nil) -> [Paste] {
        if host.contains("://") { return Self.isPlain(host, also: ":/") ? [Paste("URL", host)] : [] }
        guard Self.isPlain(host, also: ":"), let scheme = scheme?.lowercased() else { return [] }
        let bare = host.contains(":") ? "[\(host)]" : host
        switch scheme {
        case "http", "https", "ws", "wss": return [Paste("URL", Self.url(scheme, bare, port))]
        case "ssh": return [Paste("ssh", "ssh \(host)" + (port.map { " -p \($0)" } ?? ""))]
        case "rdp": return [Paste("Remote Desktop", "mstsc /v:\(bare)")]
        case "nfs": return [Paste("mount", "mount -t nfs4 -o nfsvers=4.1 \(bare):/ /mnt")]
        default: return port.map { pastes(scheme, bare, $0, isEncrypted) } ?? []
        }
    }

    private func pastes(_ scheme: String, _ bare: String, _ port: Int, _ isEncrypted: Bool?) -> [Paste] {
        if ["postgres", "postgresql", "aurora-postgresql"].contains(scheme) {
            return [
                Paste("psql", "psql -h \(host) -p \(port)"), Paste("JDBC", "jdbc:postgresql://\(bare):\(port)/"),
                Paste("URL", "postgresql://\(bare):\(port)/"),
            ]
        }
        if ["mysql", "aurora-mysql", "aurora"].contains(scheme) {
            return [
                Paste("mysql", "mysql -h \(host) -P \(port)"), Paste("JDBC", "jdbc:mysql://\(bare):\(port)/"),
                Paste("URL", "mysql://\(bare):\(port)/"),
            ]
        }
        if scheme.hasPrefix("sqlserver") {
            return [
                Paste("sqlcmd", "sqlcmd -S tcp:\(host),\(port)"), Paste("JDBC", "jdbc:sqlserver://\(bare):\(port)"),
            ]
        }
        switch scheme {
        case "mariadb":
            return [
                Paste("mariadb", "mariadb -h \(host) -P \(port)"), Paste("JDBC", "jdbc:mariadb://\(bare):\(port)/"),
            ]
        case "redshift":
            return [
                Paste("psql", "psql -h \(host) -p \(port)"), Paste("JDBC", "jdbc:redshift://\(bare):\(port)/"),
            ]
        case "redis", "valkey":
            let options = (role == "configuration" ? " -c" : "") + (isEncrypted == true ? " --tls" : "")
            return [
                Paste("redis-cli", "redis-cli -h \(host) -p \(port)\(options)"),
                Paste("URL", "\(isEncrypted == true ? "rediss" : "redis")://\(bare):\(port)"),
            ]
        case "memcached": return [Paste("telnet", "telnet \(host) \(port)")]
        case "mongodb":
            return [
                Paste("mongosh", "mongosh --host \(host) --port \(port) --tls"),
                Paste("URL", "mongodb://\(bare):\(port)/?tls=true"),
            ]
        case "tcp", "tls": return [Paste("netcat", "nc -vz \(host) \(port)")]
        default: return []
        }
    }

    private static func url(_ scheme: String, _ bare: String, _ port: Int?) -> String {
        let usual = ["http": 80, "ws": 80, "https": 443, "wss": 443]
        return "\(scheme)://\(bare)" + (port == usual[scheme] ? "" : port.map { ":\($0)" } ?? "") + "/"
    }

    /// Whether it is made of what stands in host names, and of `more`.
    private static func isPlain(_ text: String, also more: String) -> Bool {
        !text.isEmpty && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: more.utf8.contains(byte)
                }
            }
    }
}

extension Resource {
    /// What to paste to connect to one of its endpoints.
    package func pastes(for endpoint: Endpoint, kind: Kind?) -> [Paste] {
        var isEncrypted: Bool?
        if let (place, _) = kind?.column("tls"), case .bool(let flag) = column(place) { isEncrypted = flag }
        return endpoint.pastes(isEncrypted: isEncrypted)
    }
}
