import FoundationEssentials
import HTTPServer
import Inventory

extension WebApplication {
    /// Which moment an answer to `request` is good for; nil where it may do something.
    func moment(of request: HTTPRequest, _ client: ClientOrigin) -> AnswerCache.Moment? {
        guard request.method != .post else { return nil }
        // Names that are not answered to get no kept answer either.
        let second = hosts.allows(client.host ?? request.headers["Host"]) ? Int(site.now().timeIntervalSince1970) : -1
        return AnswerCache.Moment(
            generation: snapshots.current.generation, second: second, edition: answers.edition)
    }

    /// A whole answer with its entity tag; nil for machinery, which is made anew each time.
    func named(_ response: HTTPResponse, _ label: String) -> AnswerCache.Entry? {
        guard label != "machinery", label != "none" else { return nil }
        var response = site.base.outside(response)
        if response.headers["ETag"] == nil { response.headers.append("ETag", EntityTag.of(response.body)) }
        response.headers.append("Vary", "Accept-Encoding")
        return AnswerCache.Entry(response, label: label)
    }

    /// The answer as a client wants it: nothing where it has it, packed where it can unpack.
    func fitted(_ entry: AnswerCache.Entry, to request: HTTPRequest) -> HTTPResponse {
        var response = entry.response
        let known = request.headers.values("If-None-Match").joined(separator: ",")
        if let tag = response.headers["ETag"], EntityTag.isKnown(tag, in: known) {
            response.status = 304
            response.body = []
            return response
        }
        guard AcceptedEncodings(request).gzip, let packed = entry.gzip else { return response }
        response.body = packed
        response.headers.append("Content-Encoding", "gzip")
        // Two forms of one page are two representations: the tag of the other must not name this one strongly.
        if let tag = response.headers["ETag"] { response.headers["ETag"] = "W/\(tag)" }
        return response
    }
}
