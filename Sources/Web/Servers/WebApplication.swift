import Document
import FoundationEssentials
import HTTPServer
import Inventory
import Templating

/// The site as a function from requests to answers: what a server serves and what tests call.
struct WebApplication: Sendable {
    var site: Site
    let snapshots: any SnapshotReading
    let live: any LiveReading
    let hosts: HostRule
    let proxies: ProxyRule
    let counts: AnswerCounts
    /// Told about what should never happen.
    let report: @Sendable (String) -> Void
    let answers = AnswerCache()
    /// Told about every answer.
    var record: @Sendable (AccessRecord) -> Void = { _ in }
    /// What became of the refreshes that people asked for.
    let notes = RefreshNotes()

    /// The answer to a request, counted by its route and recorded.
    func reply(to request: HTTPRequest) -> HTTPReply {
        var course = Course(request, id: RequestID.of(request, isTrusted: proxies.isTrusted(request.peer)))
        do { course.client = try proxies.origin(of: request) } catch {
            return .now(finish(Answer.text(400, error.words), course))
        }
        guard let moment = moment(of: request, course.client) else {
            answers.empty()
            return make(request, course)
        }
        if let kept = answers.entry(of: request.target, at: moment) {
            course.label = kept.label
            return .now(finish(fitted(kept, to: request), course))
        }
        switch answer(to: request, of: course.client, label: &course.label) {
        case .now(let response):
            guard response.status == 200, let entry = named(response, course.label) else {
                return .now(finish(site.base.outside(response), course))
            }
            answers.keep(entry, of: request.target, at: moment)
            return .now(finish(fitted(entry, to: request), course))
        case .later(let later): return .later { [course] in finish(site.base.outside(await later()), course) }
        }
    }

    private func make(_ request: HTTPRequest, _ course: Course) -> HTTPReply {
        var course = course
        switch answer(to: request, of: course.client, label: &course.label) {
        case .now(let response): return .now(finish(site.base.outside(response), course))
        case .later(let later):
            return .later { [course] in
                let response = await later()
                answers.empty()
                return finish(site.base.outside(response), course)
            }
        }
    }

    /// What is known of a request under way.
    private struct Course {
        let request: HTTPRequest
        let id: String
        let began = ContinuousClock.now
        var client: ClientOrigin
        var label = "none"

        init(_ request: HTTPRequest, id: String) {
            self.request = request
            self.id = id
            client = ClientOrigin(address: request.peer)
        }
    }

    /// The answer as it leaves.
    private func finish(_ response: HTTPResponse, _ course: Course) -> HTTPResponse {
        let duration = .now - course.began
        counts.count(course.label, status: response.status, took: duration)
        var response = response
        response.headers.append(RequestID.header, course.id)
        if course.client.scheme == "https" {
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        }
        record(
            AccessRecord(
                id: course.id, client: course.client.address, method: course.request.method.rawValue,
                target: course.request.target, status: response.status, bytes: response.body.count,
                duration: duration, route: course.label, agent: course.request.headers["User-Agent"]))
        return response
    }

    private func answer(to request: HTTPRequest, of client: ClientOrigin, label: inout String) -> HTTPReply {
        guard hosts.allows(client.host ?? request.headers["Host"]) else {
            return .now(
                Answer.text(421, "This server does not answer to that name. See `allowed_hosts` in config.yaml."))
        }
        guard let inside = site.base.inside(request.target) else {
            // Who asks for the machine alone is shown the way.
            if request.target == "/" { return .now(Answer.redirect(302, to: Route.front.path)) }
            return .now(Answer.text(404, "The pages are under \(site.base.text)/."))
        }
        let target: Target
        do { target = try Target(inside) } catch { return .now(refusal(of: error)) }
        guard let route = Route(target) else { return .now(page(nowhere)) }
        label = route.label
        let isPost = request.method == .post
        if case .refresh(let of) = route {
            return isPost
                ? refresh(of, request, client) : .now(Answer.text(405, "Ask with POST.", headers: [("Allow", "POST")]))
        }
        if isPost { return .now(Answer.text(405, "There is nothing to post here.", headers: [("Allow", "GET, HEAD")])) }
        if target.hasTrailingSlash, let path = Self.withoutTrailingSlash(inside) {
            return .now(Answer.redirect(308, to: path))
        }
        if let mistake = Message(mistakeIn: target, of: route) {
            // What stands behind a resource's dot is its form only where no id ends so.
            let suffix = target.segments.last.flatMap { Route.split($0).format }
            return .now(answer(mistake, route.format == .html ? suffix ?? .html : route.format))
        }
        let reply = reply(to: route, request, refreshed: target.value(Route.refreshedName).flatMap { notes[$0] })
        return Self.revalidated(reply, of: route)
    }

    /// What programs ask again and again may be kept by them.
    private static func revalidated(_ reply: HTTPReply, of route: Route) -> HTTPReply {
        guard route.isData else { return reply }
        switch reply {
        case .now(let response): return .now(Answer.revalidated(response))
        case .later(let later): return .later { Answer.revalidated(await later()) }
        }
    }

    private func reply(to route: Route, _ request: HTTPRequest, refreshed note: RefreshNote?) -> HTTPReply {
        switch route {
        case .asset(let name):
            guard let file = site.assets[name] else { return .now(page(nowhere)) }
            return .now(Answer.asset(file))
        case .healthy: return .now(Answer.text(200, "ok"))
        case .ready: return .now(ready)
        case .metrics: return .now(metrics)
        case .versions: return .now(versions)
        case .front: return .now(front)
        case .overview: return .now(overview(of: .all, nil, refreshed: note))
        case .place(let accounts, let regions): return .now(overview(of: accounts, regions, refreshed: note))
        case .overviewTwin(let accounts, let regions, let format):
            return .now(overviewTwin(of: accounts, regions, format, refreshed: note))
        case .matrix(let format, let request): return .now(matrix(request, format, refreshed: note))
        case .environments(let format): return .now(environments(format))
        case .environment(let name, let format): return .now(environment(name, format))
        case .comparison(let a, let b, let format): return .now(comparison(a, b, format))
        case .jump(let text, let format): return .now(jump(text, format))
        case .find(let text, let format): return .now(find(text, format))
        case .accounts(let page, let text):
            let accounts = AccountsPage(
                site: site, snapshot: snapshots.current, page: page, text: text, now: site.now())
            return .now(self.page("accounts", accounts.data()))
        case .table(let request, let format): return .now(table(request, format, refreshed: note))
        case .resource(let key, let format): return resource(key, format, refreshed: note)
        case .document(let key): return resource(key, .html, document: .yaml, refreshed: note)
        case .template(let key, let language): return template(key, .page(language))
        case .refresh: return .now(page(nowhere))
        }
    }

    /// The page that the configuration opens first; the overview where it names none.
    private var front: HTTPResponse {
        guard let first = Route(defaultsOf: site.configuration, in: snapshots.current) else {
            return overview(of: .all, nil)
        }
        return Answer.redirect(302, to: first.path)
    }

    /// The same target without the slash at the path's end; it still begins with a single one.
    private static func withoutTrailingSlash(_ target: String) -> String? {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves[0].hasSuffix("/"), halves[0].utf8.count > 1, !halves[0].hasPrefix("//") else { return nil }
        return halves[0].dropLast() + (halves.count == 2 ? "?\(halves[1])" : "")
    }

    private var ready: HTTPResponse {
        let isReady = snapshots.current.cells.values.contains { $0.fetchedAt != nil }
        return isReady ? Answer.text(200, "ready") : Answer.text(503, "nothing has been read yet")
    }

    private var metrics: HTTPResponse {
        let families =
            MetricFamily.all(of: snapshots.current, now: site.now()) + counts.families
            + MetricFamily.configuration(site.state) + MetricFamily.process(version: site.version)
        return Answer.data(
            type: "text/plain; version=0.0.4; charset=utf-8", Array(families.map(\.text).joined().utf8))
    }

    private var versions: HTTPResponse {
        let document: Object = ["elastatus": .string(site.version), "json": .integer(1)]
        return Answer.json(200, Value.object(document).json())
    }

    // MARK: - Saying what is wrong

    var nowhere: Message {
        Message(
            status: 404, title: "Not found", words: "There is no page at this address.",
            ways: [Message.Way(text: "Overview", route: .overview)])
    }

    private func refusal(of bad: BadTarget) -> HTTPResponse {
        switch bad {
        case .nowhere: page(nowhere)
        case .badEscape:
            page(
                Message(status: 400, title: "Bad address", words: "The address has an escape that stands for no text."))
        case .tooManyParameters:
            page(Message(status: 400, title: "Bad address", words: "The address has too many parameters."))
        case .notAPath: page(Message(status: 400, title: "Bad address", words: "The address is no path."))
        }
    }

    /// A message in the form that was asked for.
    func answer(_ message: Message, _ format: Route.Format) -> HTTPResponse {
        switch format {
        case .html: page(message)
        case .json, .twin(.prometheus), .twin(.jsonl): Answer.json(message.status, message.json(under: site.base))
        case .twin: Answer.text(message.status, message.words)
        }
    }

    func page(_ message: Message) -> HTTPResponse {
        let data = MessagePage(site: site, snapshot: snapshots.current, message: message, now: site.now()).data()
        return page("message", data, status: message.status)
    }

    /// A rendered page; what cannot be rendered is reported and said, never sent empty.
    func page(_ name: String, _ data: TemplateData, status: Int = 200) -> HTTPResponse {
        do {
            return Answer.page(status, try site.templates.render(name, data))
        } catch {
            report("\(error)")
            return Answer.text(500, "This page could not be made; the server's log says why.")
        }
    }
}
