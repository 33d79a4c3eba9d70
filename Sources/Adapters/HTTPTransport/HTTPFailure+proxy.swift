extension HTTPFailure {
    /// The same failure; one that is the proxy's says so, for the library only names its address or nothing.
    func namingProxy(of request: HTTPRequest) -> HTTPFailure {
        let isTunnel = message.hasPrefix("CONNECT tunnel failed") || message.hasPrefix("Proxy CONNECT aborted")
        let isElsewhere = message.hasPrefix("Failed to connect to ") && !message.contains(request.host)
        guard isTunnel || isElsewhere else { return self }
        return HTTPFailure(code, "the proxy that HTTPS_PROXY or HTTP_PROXY names: \(message)")
    }
}
