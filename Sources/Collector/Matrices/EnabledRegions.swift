package import AWS
import Document
import Inventory

/// The regions that are enabled for an account, as AWS tells them.
///
/// - Source: EC2 API 2016-11-15, DescribeRegions: without `AllRegions` those alone that the account may use.
package enum EnabledRegions {
    /// Asks for them.
    ///
    /// - Parameters:
    ///   - account: Its name and the regions it is configured with.
    ///   - client: Who asks.
    ///   - deadline: When it is too late.
    /// - Returns: Their names, sorted.
    /// - Throws: `APIError`; `badResponse` for an answer without any, since every account has some.
    package static func read(
        of account: CollectorSettings.Account, over client: any APICalling, before deadline: ContinuousClock.Instant
    ) async throws(APIError) -> [String] {
        let call = APICall(
            OperationName(service: "ec2", operation: "DescribeRegions"), account: account.name,
            region: account.regions.literals.first ?? account.partition.home, deadline: deadline)
        let regions = try await client.call(call).output["Regions"]?.array ?? []
        let names = regions.compactMap { $0["RegionName"]?.string }
        guard !names.isEmpty else { throw APIError(.badResponse, "ec2:DescribeRegions names no region") }
        return names.sorted()
    }
}
