import AWS
import Collector
import FoundationEssentials
import Inventory

/// How old cells are over an hour of 50 accounts in 6 regions, when answers take 50 to 500 ms and one in a hundred fails.
enum AgeBench {
    static let accounts = 50
    static let regions = Array(SweepBench.regions.prefix(6))

    /// What was seen.
    private struct Seen: Sendable {
        var cells = 0
        /// By kind: ages of cells with rows, and how they compare with how often they are read.
        var ages: [String: [Float]] = [:]
        var shares: [String: [Float]] = [:]
        /// The same of cells that stay empty.
        var empties: [Float] = []
        var quotas = Quotas()
    }

    static func run(_ words: [String]) {
        guard words.count == 1 else { Usage.fail("age ROOT") }
        let root = words[0]
        let kinds = BenchKinds.load(root + "/kinds", models: root + "/models")
        let bodies = AgeBodies.all(fixtures: root + "/demo/fixtures")
        let began = ContinuousClock.now
        let seen = Simulation.run { clock in
            let aws = CannedAWS(clock, bodies: bodies, failures: 0.01)
            let collector = SimulatedCollector.collector(
                clock, aws, accounts: accounts, regions: regions, kinds: kinds, models: root + "/models")
            let running = Task { await collector.run() }
            // Until everything was read at least once, and the first crowd has spread.
            try? await clock.sleep(for: .seconds(600))
            var seen = Seen()
            for _ in 0..<120 {
                try? await clock.sleep(for: .seconds(30))
                note(collector.box.current, at: clock.date, in: &seen)
            }
            seen.quotas = aws.counted
            running.cancel()
            await running.value
            return seen
        }
        report(seen, kinds: kinds, wall: (ContinuousClock.now - began) / .seconds(1))
    }

    private static func note(_ snapshot: Snapshot, at now: Date, in seen: inout Seen) {
        seen.cells = snapshot.cells.count
        for cell in snapshot.cells.values {
            guard let fetchedAt = cell.fetchedAt, let every = cell.asksEvery else {
                seen.shares[cell.key.kind, default: []].append(.infinity)
                seen.ages[cell.key.kind, default: []].append(.infinity)
                continue
            }
            let age = now.timeIntervalSince(fetchedAt)
            let share = Float(age / (every / .seconds(1)))
            if cell.rows.isEmpty {
                seen.empties.append(share)
            } else {
                seen.ages[cell.key.kind, default: []].append(Float(age))
                seen.shares[cell.key.kind, default: []].append(share)
            }
        }
    }

    private static func report(_ seen: Seen, kinds: KindSet, wall: Double) {
        let others = seen.shares.filter { $0.key != "ec2" }.mapValues { $0.percentile(0.95) }
        let worst = others.max { $0.value < $1.value }
        let fastest = seen.ages["ec2"]?.percentile(0.95) ?? .infinity
        if worst?.value == .infinity { Usage.fail("too many cells of \(worst?.key ?? "") are never read") }
        if fastest == .infinity { Usage.fail("too many cells of ec2 are never read") }
        print(
            """
            {"cells":\(seen.cells),"kinds":\(kinds.kinds.count),"kinds_with_rows":\(seen.ages.values.count { $0.contains(where: \.isFinite) }),\
            "ec2_age":\(fastest),\
            "worst_share":\(worst?.value ?? .infinity),"worst_kind":"\(worst?.key ?? "")",\
            "empty_share":\(seen.empties.percentile(0.95)),"requests":\(seen.quotas.requests),\
            "busiest_share":\(seen.quotas.busiestShare),"busiest":"\(seen.quotas.busiest)",\
            "overshoot":\(Double(seen.quotas.overshoot) / Double(max(seen.quotas.requests, 1))),\
            "wall_seconds":\(wall)}
            """)
    }
}

extension [Float] {
    /// The value below which `share` of the values lie.
    fileprivate func percentile(_ share: Double) -> Float {
        isEmpty ? 0 : sorted()[Swift.min(count - 1, Int(Double(count) * share))]
    }
}

/// Answers with a row or a few in them.
enum AgeBodies {
    /// Files of demo/fixtures that answer whole.
    private static let files = [
        "rds:DescribeDBInstances": "aurora-members.xml", "rds:DescribeDBClusters": "aurora.xml",
        "elb:DescribeLoadBalancers": "classic.xml", "elb:DescribeInstanceHealth": "mixed.xml",
        "elbv2:DescribeLoadBalancers": "application.xml", "elbv2:DescribeListeners": "application.xml",
        "elbv2:DescribeTargetHealth": "mixed.xml", "sns:ListSubscriptions": "confirmed-and-pending.xml",
        "sqs:ListQueues": "queues.json", "sqs:GetQueueAttributes": "standard.json",
        "cloudwatch:DescribeAlarms": "metric-and-composite", "redshift:DescribeClusters": "available.xml",
        "elasticache:DescribeCacheClusters": "memcached.xml",
        "elasticache:DescribeReplicationGroups": "cluster-mode-off.xml",
    ]

    private static let texts = [
        "ec2:DescribeInstances":
            "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item></reservationSet>",
        "ec2:DescribeVolumes": "<volumeSet><item><volumeId>vol-1</volumeId></item></volumeSet>",
        "ec2:DescribeSecurityGroups": "<securityGroupInfo><item><groupId>sg-1</groupId></item></securityGroupInfo>",
        "ec2:DescribeVpcs": "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>",
        "ec2:DescribeSubnets": "<subnetSet><item><subnetId>subnet-1</subnetId></item></subnetSet>",
        "ec2:DescribeSnapshots": "<snapshotSet><item><snapshotId>snap-1</snapshotId></item></snapshotSet>",
        "autoscaling:DescribeAutoScalingGroups":
            "<AutoScalingGroups><member><AutoScalingGroupName>web</AutoScalingGroupName></member></AutoScalingGroups>",
        "cloudformation:DescribeStacks": "<Stacks><member><StackName>net</StackName></member></Stacks>",
    ]

    static func all(fixtures: String) -> [String: [UInt8]] {
        var bodies: [String: [UInt8]] = [
            "dynamodb:ListTables": Array(#"{"TableNames":["orders","users"]}"#.utf8),
            "dynamodb:DescribeTable": Array(#"{"Table":{"TableName":"orders","TableStatus":"ACTIVE"}}"#.utf8),
            "memorydb:DescribeClusters": Array(#"{"Clusters":[{"Name":"sessions"}]}"#.utf8),
        ]
        for (name, text) in texts {
            let words = name.split(separator: ":")
            let inner = words[0] == "ec2" ? text : "<\(words[1])Result>\(text)</\(words[1])Result>"
            bodies[name] = Array("<\(words[1])Response>\(inner)</\(words[1])Response>".utf8)
        }
        for (name, file) in files {
            let folder = fixtures + "/" + name.split(separator: ":").joined(separator: "/")
            let found = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.first { $0.hasPrefix(file) }
            guard let found, let data = FileManager.default.contents(atPath: "\(folder)/\(found)") else {
                Usage.fail("there is no \(folder)/\(file)")
            }
            bodies[name] = Array(data)
        }
        return bodies
    }
}
