import AWS
import Collector
import Document
import FoundationEssentials
import Inventory

/// Looks into accounts as elastatus would, and says what it may.
struct AccountChecker: Sendable {
    let assembly: Assembly
    /// Where to look; nil takes each account's first region.
    let region: String?

    /// What one call may take.
    private static let patience = Duration.seconds(30)

    /// Checks one account.
    ///
    /// - Cost: everything in one region and what is global, once.
    func check(_ account: CollectorSettings.Account) async -> AccountCheck {
        let identity: Result<CallerIdentity, APIError>
        do throws(APIError) {
            identity = .success(try await assembly.client.identity(of: account.name))
        } catch { identity = .failure(error) }
        let enabled: Result<[String], APIError>
        if case .failure(let error) = identity {
            enabled = .failure(error)
        } else {
            enabled = await enabledRegions(of: account)
        }
        let regions = AccountCheck.Regions(of: account, enabled: enabled)
        let place = region ?? regions.configured.first { !regions.notEnabled.contains($0) }
        var kinds: [AccountCheck.KindAccess] = []
        if case .success = identity, let place { kinds = await access(to: account, in: place) }
        return AccountCheck(
            account: account.name, source: assembly.client.source(of: account.name) ?? "",
            expectedID: account.accountID,
            identity: identity, regions: regions, region: kinds.isEmpty ? nil : place, kinds: kinds)
    }

    private func enabledRegions(of account: CollectorSettings.Account) async -> Result<[String], APIError> {
        do throws(APIError) {
            return .success(
                try await EnabledRegions.read(
                    of: account, over: assembly.client, before: .now + Self.patience))
        } catch { return .failure(error) }
    }

    private func access(to account: CollectorSettings.Account, in region: String) async -> [AccountCheck.KindAccess] {
        var settings = assembly.settings
        settings.accounts = [
            CollectorSettings.Account(
                name: account.name, group: account.group, regions: RegionPatterns([region]),
                accountID: account.accountID, partition: account.partition)
        ]
        let recorder = CallRecorder(assembly.client)
        let snapshot = await Collector(settings, client: recorder).collect { _ in true }
        let action = assembly.services.models.iamAction
        let tried = Set(recorder.made.map { action($0.operation) })
        return settings.kinds.kinds.compactMap { kind in
            let place = kind.home?.region ?? (kind.isGlobal ? CellKey.globalRegion : region)
            return snapshot.cells[CellKey(account: account.name, region: place, kind: kind.name)].map {
                AccountCheck.KindAccess($0, of: kind, tried: tried, action: action)
            }
        }
    }
}

extension AccountCheck.Regions {
    /// What the configuration means of `account` where `enabled` are there; without that every one of its partition may be.
    init(of account: CollectorSettings.Account, enabled: Result<[String], APIError>) {
        self.enabled = enabled
        let there = try? enabled.get()
        let meant = there.map(account.regions.expanded) ?? account.possibleRegions
        configured = meant
        notEnabled = there.map { there in meant.filter { !there.contains($0) } } ?? []
    }
}
