import FoundationEssentials
import HTTPTransport
import Synchronization

/// How far this machine's clock is from each endpoint's, where it is too far for signatures.
final class ClockOffsets: Sendable {
    private let offsets = Mutex<[String: TimeInterval]>([:])

    /// AWS takes signatures that are up to five minutes off.
    static let tolerance: TimeInterval = 240

    /// `now` as the endpoint sees it.
    func date(at host: String, now: Date) -> Date { now + (offsets.withLock { $0[host] } ?? 0) }

    /// Compares the answer's `Date` with the time the request was signed at.
    ///
    /// - Returns: whether they differ so much that signing again with the endpoint's time may help.
    func note(_ response: HTTPResponse, from host: String, signedAt: Date, now: Date) -> Bool {
        guard let header = response[header: "date"], let theirs = HTTPDate.parse(header) else {
            return false
        }
        guard abs(theirs.timeIntervalSince(signedAt)) > Self.tolerance else { return false }
        offsets.withLock { $0[host] = theirs.timeIntervalSince(now) }
        return true
    }
}
