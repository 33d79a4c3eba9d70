/// How fast one account asks one service in one region.
///
/// - Source: the limits that AWS documents ("Request throttling for the Amazon EC2 API", "Throttling API requests" of
///   Route 53, "Quotas" of Elastic Load Balancing); half of them at most, as others in the account ask, too.
struct ServicePace: Sendable, Hashable {
    /// Requests per second.
    var rate: Double
    /// Requests at once after a quiet time.
    var burst: Double
    /// Requests under way at the same time.
    var concurrency = 8

    /// By the service's name in `models/`.
    static func of(service: String) -> ServicePace { known[service] ?? unknown }

    private static let known: [String: ServicePace] = [
        // AWS: 100 at once, 20 per second for paginated Describe calls.
        "ec2": ServicePace(rate: 10, burst: 50),
        // AWS: 50 at once, 10 per second.
        "route53": ServicePace(rate: 5, burst: 25),
        // AWS: 40 at once, 10 per second.
        "elb": ServicePace(rate: 5, burst: 20),
        "elbv2": ServicePace(rate: 5, burst: 20),
        // AWS: 2,500 per second.
        "dynamodb": ServicePace(rate: 100, burst: 100),
        // AWS: 30 per second for each List call, more for attributes.
        "sns": ServicePace(rate: 15, burst: 15),
        // AWS: no limit for standard queues; one call per queue is the rule here.
        "sqs": ServicePace(rate: 50, burst: 50),
    ]

    /// Limits that AWS does not tell.
    private static let unknown = ServicePace(rate: 5, burst: 10)
}
