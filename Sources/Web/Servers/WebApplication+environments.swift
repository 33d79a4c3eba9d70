import Document
import HTTPServer
import Inventory

extension WebApplication {
    func environments(_ format: Route.Format) -> HTTPResponse {
        let snapshot = snapshots.current
        let members = EnvironmentMembers(snapshot)
        return show(
            format, document: members.document(in: snapshot), markdown: members.markdown(in: snapshot),
            as: "environments"
        ) {
            page(
                "environments",
                EnvironmentsPage(site: site, snapshot: snapshot, members: members, now: site.now()).data())
        }
    }

    func environment(_ text: String, _ format: Route.Format) -> HTTPResponse {
        let snapshot = snapshots.current
        let members = EnvironmentMembers(snapshot)
        // What has a dot in its name comes before any suffix.
        if case .twin(let twin) = format, let whole = members.name("\(text).\(twin.rawValue)") {
            return environment(whole, .html, members, snapshot)
        }
        guard let name = members.name(text) else {
            return answer(missing(text, in: members) { .environment($0, format) }, format)
        }
        return environment(name, format, members, snapshot)
    }

    private func environment(
        _ name: EnvironmentName, _ format: Route.Format, _ members: EnvironmentMembers, _ snapshot: Snapshot
    ) -> HTTPResponse {
        let report = EnvironmentReport(name, in: members, of: snapshot)
        return show(
            format, document: report.document(in: snapshot), markdown: report.markdown(in: snapshot.kinds),
            as: "environment-\(name.key)"
        ) {
            page(
                "environment",
                EnvironmentPage(site: site, snapshot: snapshot, report: report, members: members, now: site.now())
                    .data())
        }
    }

    func comparison(_ a: String, _ b: String, _ format: Route.Format) -> HTTPResponse {
        let snapshot = snapshots.current
        let members = EnvironmentMembers(snapshot)
        guard !a.isEmpty, !b.isEmpty else {
            return format == .html
                ? Answer.redirect(302, to: Route.environments(.html).path)
                : answer(
                    Message(status: 400, title: "Compare what?", words: "Name two environments: ?a=…&b=…."), format)
        }
        guard let left = members.name(a) else {
            return answer(missing(a, in: members) { .comparison($0, b, format) }, format)
        }
        guard let right = members.name(b) else {
            return answer(missing(b, in: members) { .comparison(a, $0, format) }, format)
        }
        let comparison = EnvironmentComparison(left, right, in: members, of: snapshot)
        return show(
            format, document: comparison.document(in: snapshot), markdown: comparison.markdown(in: snapshot.kinds),
            as: "\(left.key)-\(right.key)"
        ) {
            page(
                "comparison",
                ComparisonPage(site: site, snapshot: snapshot, comparison: comparison, now: site.now()).data())
        }
    }

    /// A page or its twin.
    private func show(
        _ format: Route.Format, document: @autoclosure () -> Object, markdown: @autoclosure () -> [UInt8],
        as name: String,
        page: () -> HTTPResponse
    ) -> HTTPResponse {
        switch format {
        case .html: return page()
        case .json: return Answer.json(200, Value.object(document()).json())
        case .yaml: return Answer.data(type: "application/yaml", Value.object(document()).yaml())
        case .twin(.md):
            return Answer.data(type: TableFormat.md.mediaType, markdown(), headers: [Answer.attachment("\(name).md")])
        // The address's own forms are looked at before.
        case .twin: return Answer.text(400, "This is given as a page, as JSON, as YAML and as Markdown.")
        }
    }

    private func missing(_ text: String, in members: EnvironmentMembers, route: (String) -> Route) -> Message {
        let names = members.names.map(\.text)
        let near = nearest(to: text, among: names)
        var message = Message(
            status: 404, title: "Not found",
            words: "There is no environment “\(VisibleText.cell(text).text)” among what was read.")
        message.ways = (near.isEmpty ? Array(names.prefix(20)) : near).map { Message.Way(text: $0, route: route($0)) }
        message.ways.append(Message.Way(text: "All environments", route: .environments(.html)))
        return message
    }
}
