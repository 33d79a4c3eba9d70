/// The ARN of an IAM role: `arn:aws:iam::123456789012:role/path/name`.
///
/// - Source: IAM User Guide, "IAM identifiers": path and name have up to 512 and 64 characters of letters, digits and `+=,.@-_`.
struct RoleARN {
    let accountID: String

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", Self.partitions.contains(String(parts[1])), parts[2] == "iam",
            parts[3].isEmpty, AccountID.isValid(parts[4]), parts[5].hasPrefix("role/")
        else { return nil }
        let path = parts[5].dropFirst("role/".count)
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = segments.last, (1...64).contains(name.utf8.count), path.utf8.count <= 576,
            segments.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isNameByte) })
        else { return nil }
        accountID = String(parts[4])
    }

    private static let partitions: Set<String> = [
        "aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "+=,.@-_".utf8.contains(byte)
    }
}
