/// Where a request comes from, as far as it can be believed.
struct ClientOrigin: Sendable, Hashable {
    /// The client's numeric address; the nearest one known where a proxy does not tell.
    let address: String
    /// How the client came to the outermost trusted proxy (`http`, `https`); nil where nobody tells.
    var scheme: String?
    /// The Host that the client asked for; nil where no trusted proxy tells another one than the request does.
    var host: String?
}
