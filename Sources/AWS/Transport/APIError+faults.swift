import HTTPTransport

extension APIError {
    /// The error for what AWS answered to `action`, which it names when the answer names no missing permission itself.
    init(_ fault: WireFault, class: FaultClass, status: Int, action: String) {
        let awsCode = fault.code.map { Self.safe($0, limit: 128) }
        // A complaint about a signature quotes the request, session token included.
        let message =
            `class`.code == .credentialsInvalid
            ? "AWS does not take these credentials"
            : fault.message.map { Self.safe(Self.withoutBlob($0), limit: 1_024) }
                ?? "AWS answered with status \(status)"
        self.init(
            `class`.code, message, awsCode: awsCode,
            action: `class`.code == .denied ? Self.action(in: fault.message ?? "") ?? action : nil,
            denial: `class`.code == .denied ? Denial(in: fault.message ?? "") : nil,
            requestID: fault.requestID.map { Self.safe($0, limit: 128) }, httpStatus: status)
    }

    /// The error for a request that got no whole answer.
    init(_ failure: HTTPFailure) {
        let code: Code =
            switch failure.code {
            case .timeout: .timeout
            case .unreachable, .internal: .unreachable
            case .tls: .tls
            case .tooLarge, .truncated, .malformed: .badResponse
            case .invalidRequest: .refused
            case .cancelled: .cancelled
            }
        self.init(code, Self.safe(failure.message, limit: 1_024))
    }

    /// Without control characters, no longer than `limit` characters.
    static func safe(_ text: String, limit: Int) -> String {
        let clean = text.unicodeScalars.lazy.map { scalar -> Character in
            scalar.properties.generalCategory == .control ? " " : Character(scalar)
        }
        let cut = String(clean.prefix(limit + 1))
        return cut.count > limit ? String(cut.prefix(limit - 1)) + "…" : cut
    }

    /// Without the encoded reason that EC2 appends, which nobody can read here.
    private static func withoutBlob(_ message: String) -> String {
        guard let mark = message.firstRange(of: "Encoded authorization failure message:") else { return message }
        return message[..<mark.lowerBound].split(separator: " ").joined(separator: " ")
    }

    /// The action in `… is not authorized to perform: rds:DescribeDBInstances on resource: …`.
    static func action(in message: String) -> String? {
        guard let mark = message.firstRange(of: "perform: ") else { return nil }
        let word = message[mark.upperBound...].prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || ":-*".contains($0))
        }
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), word.count <= 128 else { return nil }
        return String(word)
    }
}

extension RetryReason {
    /// Whether another attempt may get further than the one that ended with `failure`.
    init?(_ failure: HTTPFailure) {
        switch failure.code {
        // A handshake that the network cut cannot be told from one that the peer refused.
        case .timeout, .unreachable, .truncated, .tls: self = .transient
        case .tooLarge, .malformed, .invalidRequest, .cancelled, .internal: return nil
        }
    }
}
