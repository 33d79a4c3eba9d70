import Deflating
import HTTPServer
import Synchronization

/// The answers of this second: what many ask for is made once, compressed once and named once.
///
/// - Shape: an answer is good for one generation of the snapshot and one second of the clock, because pages say how long ago
///   something was; whatever changes something empties it.
/// - Isolation: any thread; a mutex held for one look-up.
final class AnswerCache: Sendable {
    /// One answer with its route's label.
    final class Entry: Sendable {
        let response: HTTPResponse
        let label: String
        /// Made when somebody wants it; empty where compressing gains nothing.
        private let compressed = Mutex<[UInt8]?>(nil)

        init(_ response: HTTPResponse, label: String) {
            self.response = response
            self.label = label
        }

        /// The body as gzip; nil where that is not smaller.
        var gzip: [UInt8]? {
            let bytes = compressed.withLock { compressed in
                if let compressed { return compressed }
                // What is huge takes longer to pack than to send to a neighbour.
                let made = response.body.count > AnswerCache.most ? [] : Gzip.compress(response.body) ?? []
                compressed = made
                return made
            }
            return bytes.isEmpty ? nil : bytes
        }
    }

    /// When an answer was made, as far as it matters.
    struct Moment: Hashable {
        let generation: Int
        let second: Int
        /// Grows when everything is forgotten: what was begun before is not kept after.
        let edition: Int
    }

    private struct State {
        var moment = Moment(generation: -1, second: 0, edition: 0)
        var entries: [String: Entry] = [:]
        var bytes = 0
        var edition = 0
    }

    /// Bodies kept, at most.
    private static let room = 32 << 20
    /// A body that is larger is made anew for everybody.
    static let most = 4 << 20

    private let state = Mutex(State())

    /// What was answered to `target` at this moment.
    func entry(of target: String, at moment: Moment) -> Entry? {
        state.withLock { $0.moment == moment ? $0.entries[target] : nil }
    }

    /// Keeps an answer, unless there is no room for it in this second.
    func keep(_ entry: Entry, of target: String, at moment: Moment) {
        guard entry.response.body.count <= Self.most else { return }
        state.withLock { state in
            guard moment.edition == state.edition else { return }
            if state.moment != moment { state = State(moment: moment, edition: state.edition) }
            guard state.bytes + entry.response.body.count <= Self.room, state.entries[target] == nil else { return }
            state.bytes += entry.response.body.count
            state.entries[target] = entry
        }
    }

    /// Forgets everything.
    func empty() { state.withLock { $0 = State(edition: $0.edition + 1) } }

    /// How often everything was forgotten.
    var edition: Int { state.withLock { $0.edition } }
}
