import Document

/// Folders and addresses: `kinds_dir`, `models_dir`, `listen`, `endpoint_url`.
extension ConfigurationReading {
    /// A folder, resolved against that of the file; nil, with an error, when there is none.
    mutating func directory(_ fields: ConfigurationFields, _ name: String) -> String? {
        guard let field = fields.written(name), let text = text(fields, name) else { return nil }
        let path = text.hasPrefix("/") || directory.isEmpty ? text : "\(directory)/\(text)"
        guard schema.directoryExists(path) else {
            error(.directory, at: field.value, "\(name) names no folder that can be read")
            return nil
        }
        return path
    }

    mutating func listen(_ fields: ConfigurationFields) -> String? {
        guard let field = fields.written("listen"), let text = text(fields, "listen") else { return nil }
        guard let address = NetworkAddress(text[...]), address.port != nil else {
            error(
                .address, at: field.value, "listen must be host:port, with a port up to 65535",
                suggestion: correction(of: text))
            return nil
        }
        return text
    }

    /// A port alone, a host alone: the other half is elastatus's own.
    private func correction(of text: String) -> String? {
        let port = text.hasPrefix(":") ? text.dropFirst() : text[...]
        if UInt16(port) != nil { return "127.0.0.1:\(port)" }
        return NetworkAddress(text[...]).flatMap { $0.port == nil ? "\(text):5000" : nil }
    }

    mutating func endpointURL(_ fields: ConfigurationFields) -> String? {
        guard let field = fields.written("endpoint_url"), let text = text(fields, "endpoint_url") else { return nil }
        if let fault = EndpointURL.fault(text) {
            error(.url, at: field.value, "endpoint_url \(fault)")
            return nil
        }
        return text
    }
}
