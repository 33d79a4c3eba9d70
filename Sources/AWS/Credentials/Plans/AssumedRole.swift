/// A role to assume.
struct AssumedRole: Sendable, Hashable {
    var arn: String
    var externalID: String?
    /// Shown in the account's trail, so that its owner sees who looks.
    var sessionName = "elastatus"
    /// Nil leaves it to AWS, which takes an hour.
    var duration: Duration?

    /// The partition in the role's ARN (`aws-cn`); nil when it is no ARN.
    var partition: String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam" else { return nil }
        return String(parts[1])
    }
}

/// A role that a token in a file stands for, as Kubernetes gives one to a pod.
struct WebIdentity: Sendable, Hashable {
    var role: AssumedRole
    /// Read anew for each call: whoever issues tokens replaces them.
    var tokenFile: String
}
