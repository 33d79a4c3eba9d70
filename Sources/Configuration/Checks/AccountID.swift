/// The twelve digits of an AWS account.
enum AccountID {
    static func isValid(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy(\.isDigit)
    }

    /// What was meant by digits with separators, or without the leading zeros that a spreadsheet dropped.
    static func correction(of text: String) -> String? {
        let digits = text.filter { !"-_ ".contains($0) }
        guard (9...12).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit) else { return nil }
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
