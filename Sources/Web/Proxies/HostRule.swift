/// Which names a request may call this site by: a page elsewhere must not reach a loopback server through a name of its own.
struct HostRule: Sendable {
    /// Lower-case names without ports; nil lets every well-formed name through.
    let names: Set<String>?

    /// `configured` where anything is; else the loopback names for a server that listens there, and any name for others.
    init(configured: [String], listensOn host: String) {
        if !configured.isEmpty {
            names = Set(configured.map { $0.lowercased() })
        } else if host == "localhost" || host.hasPrefix("127.") || host == "::1" || host == "[::1]" {
            names = ["localhost", "127.0.0.1", "[::1]", host.lowercased()]
        } else {
            names = nil
        }
    }

    /// Whether a Host header may pass; its port does not count, so that tunnels work.
    func allows(_ header: String?) -> Bool {
        guard let name = header.flatMap(Self.name(of:)) else { return false }
        return names?.contains(name) ?? true
    }

    /// The name in `name`, `name:port` or `[v6]:port`; nil for anything else.
    private static func name(of header: String) -> String? {
        let text = header.lowercased()
        let rest: Substring
        let name: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            name = text[...end]
            rest = text[text.index(after: end)...]
        } else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            name = text[..<colon]
            rest = text[colon...]
        }
        guard rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }) else {
            return nil
        }
        let isPlain = name.utf8.allSatisfy { byte in
            0x30...0x39 ~= byte || 0x61...0x7A ~= byte || "-._:[]".utf8.contains(byte)
        }
        return name.isEmpty || !isPlain ? nil : String(name)
    }
}
