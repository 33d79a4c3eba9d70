/// How fast one account asks one service.
package struct ServicePace: Sendable, Hashable {
    /// So many requests at once after a quiet time, and so many more per second.
    package struct Allowance: Sendable, Hashable {
        package var burst: Double
        /// Per second.
        package var rate: Double
    }

    /// What we take.
    package var own: Allowance
    /// What AWS documents for one account, in one region unless `isPerAccount`; nil where it documents nothing.
    package var quota: Allowance?
    /// Whether AWS counts an account's requests of all regions together, as it does for services without regions.
    package var isPerAccount = false
    /// Requests under way at the same time.
    package var concurrency = 8

    /// By the service's name in `models/`.
    package static func of(service: String) -> ServicePace { known[service] ?? unknown }

    /// Five a second, ten at once, of services whose limits AWS does not publish; `AdaptiveRate` finds what they stand.
    static let unknown = ServicePace(own: Allowance(burst: 10, rate: 5))

    init(own: Allowance, quota: Allowance? = nil, isPerAccount: Bool = false) {
        self.own = own
        self.quota = quota
        self.isPerAccount = isPerAccount
    }

    /// - Parameters:
    ///   - burst: Of ours.
    ///   - rate: Of ours.
    ///   - quota: What AWS documents.
    ///   - isPerAccount: Whether all regions share it.
    fileprivate init(_ burst: Double, _ rate: Double, of quota: (burst: Double, rate: Double)?, isPerAccount: Bool) {
        self.init(
            own: Allowance(burst: burst, rate: rate), quota: quota.map { Allowance(burst: $0.burst, rate: $0.rate) },
            isPerAccount: isPerAccount)
    }
}

extension ServicePace {
    /// One line per service whose limits are known.
    ///
    /// - Source: named in each line; half of what AWS documents at most, as others in the account ask, too.
    static let known: [String: ServicePace] = [
        // "Request throttling for the Amazon EC2 API": 100 at once, 20 per second, for each Describe operation that pages;
        // here all operations share one bucket.
        "ec2": regional(50, 10, of: (100, 20)),
        // "Request throttling for the Elastic Load Balancing API": 40 at once, 10 per second, versions 1 and 2 apart.
        "elb": regional(20, 5, of: (40, 10)),
        "elbv2": regional(20, 5, of: (40, 10)),
        // "Throttling API requests" of Route 53: 50 at once, 10 per second an account; five a second for older accounts.
        "route53": global(10, 4, of: (50, 10)),
        // "Quotas in Amazon DynamoDB": 2,500 control plane requests a second.
        "dynamodb": regional(100, 50, of: (2_500, 2_500)),
        // "IAM and AWS STS quotas": 600 requests a second of one account in one region; of a role that is assumed, of the
        // account that assumes it. All accounts of an organization may be entered by one caller.
        "sts": regional(300, 200, of: (600, 600)).with(concurrency: 32),
        // "API request rate for Amazon EC2 Auto Scaling": one bucket for the whole service, of no published size.
        "autoscaling": regional(10, 5, of: nil),
        // "Lambda quotas": 15 control plane requests a second, all operations together.
        "lambda": regional(10, 5, of: (15, 15)),
        // Services without regions, of no published size.
        "s3": global(10, 5, of: nil),
        "iam": global(10, 5, of: nil),
        "cloudfront": global(10, 5, of: nil),
        "organizations": global(5, 2, of: nil),
    ]

    private func with(concurrency: Int) -> ServicePace {
        var pace = self
        pace.concurrency = concurrency
        return pace
    }

    private static func regional(_ burst: Double, _ rate: Double, of quota: (Double, Double)?) -> ServicePace {
        ServicePace(burst, rate, of: quota, isPerAccount: false)
    }

    private static func global(_ burst: Double, _ rate: Double, of quota: (Double, Double)?) -> ServicePace {
        ServicePace(burst, rate, of: quota, isPerAccount: true)
    }
}
