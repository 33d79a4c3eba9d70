import Document

/// The answer behind which a page of answers starts, by what answers are put in order by, so that it holds whatever rows
/// come or go.
package struct FindToken: Sendable {
    let rank: FindRank
    let standing: Standing
    /// As `CellIndex.withName` gives it.
    let name: [UInt8]
    let key: ResourceKey
    /// The place of what the text was taken for among its readings.
    let reading: Int
    /// A number of the text, so that a token is not taken for one of another search.
    private let number: Int

    /// The longest token that is read.
    ///
    /// - Units: characters.
    private static let maximumLength = 8192

    init(_ candidate: Candidate, of text: String, reading: Int) {
        rank = candidate.rank
        standing = candidate.standing
        name = candidate.index.withName(of: candidate.row) { Array($0) }
        key = candidate.resource.key
        self.reading = reading
        number = Self.number(of: text)
    }

    /// Reads what `text` was made of; nil for what is no token, or one of the answers to another `question`.
    package init?(_ text: String, of question: String) {
        guard text.utf8.count <= Self.maximumLength, let bytes = Base64URL.decode(text),
            case .array(let fields)? = try? Value(json: bytes), fields.count == 9,
            case .integer(let number) = fields[0], case .integer(let reading) = fields[1],
            case .integer(let rank) = fields[2], case .integer(let standing) = fields[3],
            let rank = UInt8(exactly: rank).flatMap(FindRank.init(rawValue:)), let standing = UInt8(exactly: standing),
            let name = fields[4].string.flatMap(Base64URL.decode), let account = fields[5].string,
            let region = fields[6].string, let kind = fields[7].string, let id = fields[8].string,
            number == Self.number(of: question), reading >= 0
        else { return nil }
        self.rank = rank
        self.standing = Standing(rawValue: standing)
        self.name = name
        self.reading = Int(reading)
        self.number = Int(number)
        key = ResourceKey(account: account, region: region, kind: kind, id: id)
    }

    /// - Shape: base64url without padding; opaque to everybody else.
    package var text: String {
        let fields: [Value] = [
            .integer(number), .integer(reading), .integer(Int(rank.rawValue)), .integer(Int(standing.rawValue)),
            .string(Base64URL.encode(name)), .string(key.account), .string(key.region), .string(key.kind),
            .string(key.id),
        ]
        return Base64URL.encode(Value.array(fields).json())
    }

    private static func number(of text: String) -> Int { Int(KeyIndex.number(of: text)) }
}

extension Candidate {
    /// Whether it stands behind the answer that `token` names.
    func follows(_ token: FindToken) -> Bool {
        if rank != token.rank { return rank > token.rank }
        if standing != token.standing { return standing > token.standing }
        let order = index.withName(of: row) { mine in
            token.name.withUnsafeBufferPointer { NaturalOrder.compare(folded: mine, $0) }
        }
        return order != 0 ? order > 0 : token.key.precedes(resource.key)
    }
}
