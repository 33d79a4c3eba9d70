import Synchronization

/// How many answers were given, by route and status, and how long they took.
///
/// - Isolation: callable from anywhere.
final class AnswerCounts: Sendable {
    private struct Key: Hashable {
        let route: String
        let status: Int
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var seconds: [String: Double] = [:]
    }

    private let state = Mutex(State())

    /// Counts one answer; `route` is one of a closed set of words.
    func count(_ route: String, status: Int, took duration: Duration) {
        state.withLock { state in
            state.counts[Key(route: route, status: status), default: 0] += 1
            state.seconds[route, default: 0] += duration / .seconds(1)
        }
    }

    var families: [MetricFamily] {
        let state = state.withLock { $0 }
        var counts = MetricFamily("elastatus_http_responses_total", .counter, "Answers by route and status.")
        for (key, count) in state.counts.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }) {
            counts.add(Double(count), ("route", key.route), ("status", String(key.status)))
        }
        var seconds = MetricFamily("elastatus_http_response_seconds_total", .counter, "Time spent on answers by route.")
        for (route, sum) in state.seconds.sorted(by: { $0.key < $1.key }) { seconds.add(sum, ("route", route)) }
        return [counts, seconds]
    }
}

extension Route {
    /// The route as a label: one word of a closed set.
    var label: String {
        switch self {
        case .front: "front"
        case .overview, .overviewTwin: "overview"
        case .place: "place"
        case .table(_, let format): format == .html ? "table" : "table-\(format.rawValue)"
        case .resource: "resource"
        case .accounts: "accounts"
        case .document: "resource"
        case .template: "template"
        case .find: "find"
        case .matrix: "matrix"
        case .healthy, .ready, .metrics, .versions: "machinery"
        case .refresh: "refresh"
        case .asset: "asset"
        }
    }
}
