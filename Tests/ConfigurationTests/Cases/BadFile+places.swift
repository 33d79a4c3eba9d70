extension BadFile {
    /// Folders and addresses.
    static let places: [BadFile] = [
        .part("no such folder", "kinds_dir: nowhere", "1:12: error: kinds_dir names no folder that can be read"),
        .part(
            "no such folder of models", "models_dir: /nowhere",
            "1:13: error: models_dir names no folder that can be read"),
        .part("folder as a list", "kinds_dir: [kinds.d]", "1:12: error: kinds_dir must be a single value, not a list"),
        .part(
            "port alone", "listen: 5000",
            #"1:9: error: listen must be host:port, with a port up to 65535 (did you mean "127.0.0.1:5000"?)"#),
        .part(
            "port with a colon", "listen: ':5000'",
            #"1:9: error: listen must be host:port, with a port up to 65535 (did you mean "127.0.0.1:5000"?)"#),
        .part(
            "host alone", "listen: localhost",
            #"1:9: error: listen must be host:port, with a port up to 65535 (did you mean "localhost:5000"?)"#),
        .part(
            "port too large", "listen: 127.0.0.1:65536", "1:9: error: listen must be host:port, with a port up to 65535"
        ),
        .part(
            "port as a word", "listen: localhost:http", "1:9: error: listen must be host:port, with a port up to 65535"),
        .part("bare IPv6", "listen: '::1:5000'", "1:9: error: listen must be host:port, with a port up to 65535"),
        .part("open bracket", "listen: '[::1:5000'", "1:9: error: listen must be host:port, with a port up to 65535"),
        .part(
            "URL as an address", "listen: http://127.0.0.1:5000",
            "1:9: error: listen must be host:port, with a port up to 65535"),
        .part(
            "address as a list", "listen: [127.0.0.1, 5000]", "1:9: error: listen must be a single value, not a list"),
        .part(
            "no scheme", "endpoint_url: localhost:4566", "1:15: error: endpoint_url must begin with http:// or https://"
        ),
        .part(
            "other scheme", "endpoint_url: ftp://localhost",
            "1:15: error: endpoint_url must begin with http:// or https://"),
        .part(
            "password in a URL", "endpoint_url: https://me:hunter2@localhost",
            "1:15: error: endpoint_url must not hold a user or password"),
        .part(
            "query in a URL", "endpoint_url: https://localhost/?token=hunter2",
            "1:15: error: endpoint_url must not have a query or fragment"),
        .part(
            "no host", "endpoint_url: http://:4566",
            "1:15: error: endpoint_url must name a host, and a port from 1 to 65535 if any"),
        .part(
            "port zero", "endpoint_url: http://localhost:0",
            "1:15: error: endpoint_url must name a host, and a port from 1 to 65535 if any"),
        .part(
            "space in a URL", "endpoint_url: 'http://localhost/a b'",
            "1:15: error: endpoint_url has characters that no URL has"),
    ]

    /// How pages are reached.
    static let serving: [BadFile] = [
        .part(
            "base path without a slash", "base_path: aws",
            #"1:12: error: base_path must be a path of letters, digits and -._~ that begins with / (did you mean "/aws"?)"#
        ),
        .part(
            "base path with a step up", "base_path: /aws/../x",
            "1:12: error: base_path must be a path of letters, digits and -._~ that begins with /"),
        .part(
            "base path with two slashes", "base_path: //evil.example/x",
            #"1:12: error: base_path must be a path of letters, digits and -._~ that begins with / (did you mean "/evil.example/x"?)"#
        ),
        .part(
            "base path with a quotation mark", #"base_path: '/a"b'"#,
            "1:12: error: base_path must be a path of letters, digits and -._~ that begins with /"),
        .part(
            "proxy as a single value", "trusted_proxies: 10.0.0.1",
            #"1:18: error: trusted_proxies must be a list, not a single value (did you mean "[10.0.0.1]"?)"#),
        .part(
            "proxy by name", "trusted_proxies: [proxy.example]",
            #"1:19: error: a trusted proxy must be an IP address or a range such as 10.0.0.0/8, not "proxy.example""#),
        .part(
            "range with bits behind its prefix", "trusted_proxies: [10.0.0.0/8, 10.1.2.3/16]",
            #"1:31: error: a trusted proxy must be an IP address or a range such as 10.0.0.0/8, not "10.1.2.3/16" (did you mean "10.1.0.0/16"?)"#
        ),
        .part(
            "prefix too long", "trusted_proxies: [10.0.0.0/33]",
            #"1:19: error: a trusted proxy must be an IP address or a range such as 10.0.0.0/8, not "10.0.0.0/33""#),
        .part(
            "IPv6 range with bits behind its prefix", "trusted_proxies: ['fd00::1/64']",
            #"1:19: error: a trusted proxy must be an IP address or a range such as 10.0.0.0/8, not "fd00::1/64" (did you mean "fd00::/64"?)"#
        ),
        .part(
            "everybody a proxy", "trusted_proxies: [0.0.0.0/0]",
            #"1:19: warning: "0.0.0.0/0" lets every client say where it comes from"#),
        .part(
            "proxy twice", "trusted_proxies: [10.0.0.1, 10.0.0.1/32]",
            #"1:29: warning: "10.0.0.1/32" stands here twice"#),
        .part(
            "host with scheme and port", "allowed_hosts: ['https://aws.example.com:8443/x']",
            #"1:17: error: an allowed host must be a name without scheme, port or path (did you mean "aws.example.com"?)"#
        ),
        .part(
            "host with a port", "allowed_hosts: [aws.example.com:80]",
            #"1:17: error: an allowed host must be a name without scheme, port or path (did you mean "aws.example.com"?)"#
        ),
    ]
}
