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
}
