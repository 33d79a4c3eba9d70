/// What may stand between the dots of a host name.
enum HostLabel {
    /// Whether `text` is one label, or labels with dots between them where those are allowed.
    ///
    /// - Source: RFC 1123, section 2.1.
    static func isValid(_ text: String, allowingDots: Bool) -> Bool {
        let labels = Array(text.utf8).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (allowingDots || labels.count == 1)
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.allSatisfy(isByte) && label.first != UInt8(ascii: "-")
                    && label.last != UInt8(ascii: "-")
            }
    }

    /// Whether a bucket's name may stand before S3's host name.
    static func isVirtualHostable(bucket: String, allowingDots: Bool) -> Bool {
        bucket.utf8.count >= 3 && !bucket.utf8.contains { (0x41...0x5A).contains($0) } && !isIPv4(bucket)
            && isValid(bucket, allowingDots: allowingDots)
    }

    /// Whether `text` has the form of an IPv4 address.
    static func isIPv4(_ text: some StringProtocol) -> Bool {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4
            && numbers.allSatisfy { number in
                (1...3).contains(number.utf8.count) && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
    }

    private static func isByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }
}
