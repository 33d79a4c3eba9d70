import Configuration

extension ConfigurationSchema {
    /// Words as the built-in kinds have them, patterns that fail on an open group, and one folder.
    static let sample = ConfigurationSchema(
        regions: [
            "af-south-1", "ap-northeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-west-1",
            "eu-west-2", "us-east-1", "us-east-2", "us-west-2", "cn-north-1", "us-gov-west-1",
        ],
        vocabulary: { folders in
            var words = Vocabulary(
                views: [
                    ("ec2", ["ec2"]), ("ebs", ["ebs"]), ("snapshots", ["snapshots"]),
                    ("elb", ["load-balancer", "classic-load-balancer"]), ("target-group", ["target-group"]),
                    ("autoscale", ["autoscale"]), ("sg", ["sg"]), ("rds", ["rds-instance", "rds-cluster"]),
                    ("dynamodb", ["dynamodb"]),
                    ("elasticache", ["elasticache-cluster", "elasticache-group", "elasticache-serverless"]),
                    ("redshift", ["redshift"]), ("cloudformation", ["cloudformation"]),
                    ("route53", ["route53-record", "route53-zone"]), ("sqs", ["sqs"]),
                    ("sns", ["sns-topic", "sns-subscription"]), ("cloudwatch", ["cloudwatch"]),
                ],
                kinds: [
                    "ec2", "ebs", "snapshots", "load-balancer", "classic-load-balancer", "target-group", "autoscale",
                    "sg", "rds-instance", "rds-cluster", "dynamodb", "elasticache-cluster", "elasticache-group",
                    "elasticache-serverless", "redshift", "cloudformation", "route53-record", "route53-zone", "sqs",
                    "sns-topic", "sns-subscription", "cloudwatch",
                ] + (folders.kinds == nil ? [] : ["file-system"]) + (folders.models == nil ? [] : ["stream"]))
            words.faults = { faults(of: $0) }
            return words
        },
        patternFault: { $0.contains("(") && !$0.contains(")") ? "missing )" : nil },
        directoryExists: { ["kinds.d", "models.d", "/etc/elastatus/kinds.d"].contains($0) })
}

/// What the built-in kinds say of a view: there is no `stat`.
private func faults(of view: Configuration.NamedView) -> [Configuration.ViewFault] {
    var faults: [Configuration.ViewFault] = []
    if let place = view.filter.firstRange(of: "stat:") {
        let offset = view.filter.distance(from: view.filter.startIndex, to: place.lowerBound)
        faults.append(Configuration.ViewFault(.filter(offset: offset), "there is no field 'stat'"))
    }
    func check(_ name: String, _ part: Configuration.ViewFault.Part) {
        guard name == "stat" else { return }
        faults.append(Configuration.ViewFault(part, "there is no column 'stat'", suggestion: "state"))
    }
    check(view.sort ?? "", .sort)
    for (place, name) in view.columns.enumerated() { check(name, .column(place)) }
    for (place, name) in view.hidden.enumerated() { check(name, .hidden(place)) }
    return faults
}

/// What a file gives under the sample schema.
func read(
    _ text: String, directory: String = "", schema: ConfigurationSchema = .sample
) -> (configuration: Configuration?, problems: [ConfigurationProblem]) {
    ConfigurationReader.read(Array(text.utf8), file: "config.yaml", directory: directory, schema: schema)
}

/// The problems of a file as `line:column: severity: message`.
func problems(_ text: String, schema: ConfigurationSchema = .sample) -> [String] {
    read(text, schema: schema).problems.map { String($0.description.dropFirst("config.yaml:".count)) }
}
