import AWS
import Document
import FoundationEssentials
import Inventory

extension Collector {
    /// How long an account that could not be reached waits for the next try.
    static let accountRetry = Duration.seconds(60)

    /// Prepares an account, again and again until it answers.
    func prepareUntilKnown(_ account: CollectorSettings.Account) async {
        while !Task.isCancelled {
            if await prepare(account) { return }
            await pacing.sleep(Self.accountRetry)
        }
    }

    /// Learns who an account is and which regions it has, and plans its cells.
    ///
    /// - Returns: Whether everything is known; if not, its cells are planned with what is.
    @discardableResult
    func prepare(_ account: CollectorSettings.Account) async -> Bool {
        plan(account.name)
        var isKnown = true
        do {
            let identity = try await client.identity(of: account.name)
            update(account.name) {
                $0.accountID = identity.accountID
                $0.problem = nil
            }
        } catch {
            isKnown = false
            let problem = CellError(error, since: pacing.now(), nextTry: nil)
            update(account.name) { $0.problem = problem }
        }
        if account.regions.needExpansion {
            do {
                let enabled = try await enabledRegions(of: account)
                update(account.name) { $0.regions = account.regions.expanded(over: enabled) }
            } catch {
                // Without the list, every known region that matches is tried; disabled ones say so themselves.
                isKnown = false
                let problem = CellError(error, since: pacing.now(), nextTry: nil)
                update(account.name) {
                    $0.regions = account.regions.expanded(over: settings.knownRegions)
                    $0.problem = $0.problem ?? problem
                }
            }
        }
        plan(account.name)
        return isKnown
    }

    private func enabledRegions(of account: CollectorSettings.Account) async throws(APIError) -> [String] {
        let call = APICall(
            OperationName(service: "ec2", operation: "DescribeRegions"), account: account.name,
            region: account.regions.literals.first ?? defaultRegion(for: account),
            deadline: .now + settings.limits.call)
        let answer = try await client.call(call)
        return (answer.output["Regions"]?.array ?? []).compactMap { $0["RegionName"]?.string }
    }

    /// Where an account is asked for its regions: the home of the partition its patterns name.
    private func defaultRegion(for account: CollectorSettings.Account) -> String {
        let first = account.regions.patterns.first ?? "*"
        if first.hasPrefix("cn-") { return "cn-north-1" }
        return first.hasPrefix("us-gov-") ? "us-gov-west-1" : "us-east-1"
    }

    private func update(_ name: String, _ change: (inout AccountInfo) -> Void) {
        guard var info = matrix.accounts.first(where: { $0.name == name }) else { return }
        change(&info)
        matrix.update(info)
        changed()
    }

    /// Adds the account's cells to snapshot and plan.
    private func plan(_ name: String) {
        guard let info = matrix.accounts.first(where: { $0.name == name }) else { return }
        let now = pacing.now()
        for key in matrix.cells(of: info) {
            if cells[key] == nil { cells[key] = Cell(key: key) }
            guard let kind = settings.kinds.kind(key.kind) else { continue }
            planner.add(key, every: settings.every(kind), due: now)
        }
        changed()
    }
}
