import FoundationEssentials
package import Inventory

extension Collector {
    /// Has `keys` read again, as far as the limits and the plan allow.
    package func refresh(_ keys: [CellKey]) -> RefreshReport {
        let now = pacing.steady()
        var report = RefreshReport()
        var wishes: [RefreshGate.Wish] = []
        var probed: Set<String> = []
        for key in keys {
            guard let cell = cells[key], let state = planner.readiness(of: key, now: now) else { continue }
            switch state {
            case .underWay: report.underWay += 1
            case .recent: report.recent += 1
            case .confirming: report.waiting += 1
            case .free(let rested)
            where cell.status == .throttled && rested.inSeconds < settings.refreshLimits.throttledSpacing:
                report.waiting += 1
            // One cell finds out whether the account is back; the others would only stand in line.
            case .free where planner.pause(of: key.account) != nil && !probed.insert(key.account).inserted:
                report.waiting += 1
            case .free:
                wishes.append(RefreshGate.Wish(cell: key, calls: cell.requests, fetchedAt: cell.fetchedAt))
            }
        }
        let verdict = refreshGate.admit(wishes, now: now)
        for key in verdict.admitted { planner.request(key, now: now) }
        report.asked = verdict.admitted
        report.refused = verdict.refused
        report.retryAfter = verdict.retryAfter
        wake.yield()
        return report
    }
}
