import Document

/// `base_path`, `trusted_proxies` and `allowed_hosts`: how the pages are reached.
extension ConfigurationReading {
    mutating func serving(_ fields: ConfigurationFields) -> Configuration.Serving {
        var serving = Configuration.Serving()
        serving.basePath = basePath(fields) ?? ""
        serving.trustedProxies = trustedProxies(fields)
        serving.allowedHosts = allowedHosts(fields)
        return serving
    }

    /// The path without the slash at its end.
    private mutating func basePath(_ fields: ConfigurationFields) -> String? {
        guard let field = fields.written("base_path"), let text = text(fields, "base_path") else { return nil }
        let path = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard path.utf8.count <= Defaults.basePathLength, path.isEmpty || Self.isBasePath(path) else {
            let words = text.split(separator: "/").joined(separator: "/")
            error(
                .address, at: field.value, "base_path must be a path of letters, digits and -._~ that begins with /",
                suggestion: Self.isBasePath("/\(words)") ? "/\(words)" : nil)
            return nil
        }
        return path
    }

    private static func isBasePath(_ path: String) -> Bool {
        guard path.hasPrefix("/") else { return false }
        return path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word != "." && word != ".."
                && word.utf8.allSatisfy { $0.isLetter || $0.isDigit || "-._~".utf8.contains($0) }
        }
    }

    private mutating func trustedProxies(_ fields: ConfigurationFields) -> [AddressRange] {
        guard let field = fields.written("trusted_proxies") else { return [] }
        var ranges: [AddressRange] = []
        for node in list(field.value, as: "trusted_proxies") ?? [] {
            guard let text = text(node, as: "a trusted proxy") else { continue }
            guard let range = AddressRange(text) else {
                error(
                    .address, at: node,
                    "a trusted proxy must be an IP address or a range such as 10.0.0.0/8, not \(Shown.quoted(text))",
                    suggestion: AddressRange.correction(of: text))
                continue
            }
            if range.isEverything {
                warning(.address, at: node, "\(Shown.quoted(text)) lets every client say where it comes from")
            }
            if ranges.contains(range) {
                warning(.duplicateEntry, at: node, "\(Shown.quoted(text)) stands here twice")
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }

    private mutating func allowedHosts(_ fields: ConfigurationFields) -> [String] {
        guard let field = fields.written("allowed_hosts") else { return [] }
        var names: [String] = []
        for node in list(field.value, as: "allowed_hosts") ?? [] {
            guard let text = text(node, as: "an allowed host") else { continue }
            guard let address = NetworkAddress(text[...]), address.port == nil else {
                error(
                    .address, at: node, "an allowed host must be a name without scheme, port or path",
                    suggestion: Self.host(in: text))
                continue
            }
            names.append(text.lowercased())
        }
        return names
    }

    /// The name in `https://name:port/path`.
    private static func host(in text: String) -> String? {
        let rest = text.split(separator: "://", maxSplits: 1).last ?? ""
        guard let address = NetworkAddress(rest.prefix { $0 != "/" }) else { return nil }
        return address.host.contains(":") ? "[\(address.host)]" : String(address.host)
    }
}
