import AWS
import FoundationEssentials
import Inventory

extension Collector {
    /// Lists the members again and again, and prepares those that are new, until the task is cancelled.
    func followOrganization(_ organization: OrganizationSettings) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let new = await admitMembers(of: organization)
                for account in new ?? [] { group.addTask { await self.prepareUntilKnown(account) } }
                await pacing.sleep(new == nil ? Self.accountRetry : organization.every)
            }
            group.cancelAll()
        }
    }

    /// Lists the members once; accounts that are none any more leave the matrix.
    ///
    /// - Returns: The accounts that came; nil when the listing failed, and everything stays as it is.
    func admitMembers(of organization: OrganizationSettings) async -> [CollectorSettings.Account]? {
        let now = pacing.now()
        var info = self.organization ?? OrganizationInfo(account: organization.account)
        let listing: OrganizationListing
        do throws(APIError) {
            listing = try await OrganizationReader(client: client, deadline: settings.limits.call).list(
                organization, accounts: settings.accounts, knownIDs: accountIDs)
        } catch {
            info.problem = CellError(
                error, since: info.problem?.since ?? now, nextTry: now.addingTimeInterval(Self.accountRetry.inSeconds))
            self.organization = info
            changed()
            return nil
        }
        info.listedAt = now
        info.problem = nil
        info.skipped = listing.skipped
        self.organization = info
        organization.admit(listing.members)
        // Those that left go first: another may have got the name.
        for member in Set(members).subtracting(listing.members) { remove(member.name) }
        let new = listing.members.filter { member in !matrix.accounts.contains { $0.name == member.name } }
        members = listing.members
        let accounts = new.map { CollectorSettings.Account($0, of: organization) }
        for account in accounts { matrix.add(account.info) }
        changed()
        return accounts
    }
}

extension CollectorSettings.Account {
    /// A member as an account of its own.
    package init(_ member: OrganizationMember, of organization: OrganizationSettings) {
        self.init(
            name: member.name, group: organization.group, regions: organization.regions, accountID: member.id,
            partition: organization.partition)
    }

    /// As snapshots show it before anything is known.
    var info: AccountInfo {
        AccountInfo(
            name: name, group: group, accountID: accountID, regions: regions.literals,
            areRegionsKnown: !regions.needExpansion, partition: partition)
    }
}
