extension HTTPFailure {
    /// The same failure; one that is the proxy's says so, for the library only names its address or nothing.
    func namingProxy(of request: HTTPRequest) -> HTTPFailure {
        guard !quotesProxySetting else { return HTTPFailure(code, Self.noProxyURL) }
        let isTunnel = message.hasPrefix("CONNECT tunnel failed") || message.hasPrefix("Proxy CONNECT aborted")
        let isElsewhere = message.hasPrefix("Failed to connect to ") && !message.contains(request.host)
        guard isTunnel || isElsewhere else { return self }
        return HTTPFailure(code, "the proxy that HTTPS_PROXY or HTTP_PROXY names: \(message)")
    }

    /// Whether the library repeats a setting that it could not read, password and all.
    private var quotesProxySetting: Bool {
        message.hasPrefix("Unsupported proxy") || message.contains("@") && message.lowercased().contains("proxy")
    }

    private static let noProxyURL = "the value of HTTPS_PROXY or HTTP_PROXY is no URL like http://host:port"
}
