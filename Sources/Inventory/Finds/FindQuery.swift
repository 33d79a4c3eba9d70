/// A question as every cell's index is asked.
struct FindQuery: Sendable {
    enum Texts: Sendable {
        /// All words, ranked by the phrase they make.
        case words(phrase: ByteSearch, [ByteSearch])
        case any([Search])
    }

    /// One text to look for.
    struct Search: Sendable {
        let bytes: ByteSearch
        /// No hit is better than that.
        var limit = FindRank.exact
        /// Whether only whole fields count.
        var isWhole = false

        init(_ text: String, marked mark: UInt8? = nil) {
            var bytes = mark.map { [$0] } ?? []
            CellIndex.fold(text, to: &bytes)
            self.bytes = ByteSearch(bytes)
        }
    }

    let texts: Texts
    let addresses: ClosedRange<IPAddress>?
    /// The beginning of an ARN, in lower case.
    let arn: String?

    /// Nil when there is nothing to look for.
    init?(_ question: FindQuestion) {
        switch question {
        case .nothing: return nil
        case .words(let words):
            let phrase = Search(words.joined(separator: " ")).bytes
            self.init(.words(phrase: phrase, words.map { Search($0).bytes }))
        case .id(let id): self.init(.any([Search(id)]))
        case .arn(let arn): self.init(.any([Search(arn)]), arn: arn)
        case .address(let address):
            var search = Search("\(address)")
            // What merely begins with an address is another one.
            search.limit = .prefix
            self.init(.any([search]), addresses: address...address)
        case .network(let network): self.init(.any([Search("\(network)")]), addresses: network.range)
        case .tag(let key, let value):
            var search = Search("\(key)=\(value ?? "")", marked: CellIndex.Mark.tag)
            search.limit = value == nil ? .prefix : .exact
            self.init(.any([search]))
        case .host(let host, _, let whole):
            let url = whole == host ? [] : [Search(whole.withoutFinalSlash)]
            let records = FindQuestion.wildcards(for: host).map { record in
                var search = Search(record, marked: CellIndex.Mark.key)
                search.limit = .prefix
                search.isWhole = true
                return search
            }
            self.init(.any([Search(host)] + url + records))
        }
    }

    private init(_ texts: Texts, addresses: ClosedRange<IPAddress>? = nil, arn: String? = nil) {
        self.texts = texts
        self.addresses = addresses
        self.arn = arn
    }
}

extension FindQuestion {
    /// The records with `*` that answer for `host`: `*.b.c` and `*.c` for `a.b.c`.
    static func wildcards(for host: String) -> [String] {
        let labels = host.split(separator: ".")
        return (1..<max(labels.count, 1)).prefix(10).map { "*." + labels[$0...].joined(separator: ".") }
    }
}

extension IPNetwork {
    /// All its addresses.
    var range: ClosedRange<IPAddress> {
        let bits = address.family.bits - prefixLength
        let rest = bits == 128 ? UInt128.max : (1 << UInt128(bits)) - 1
        return address...IPAddress(address.family, address.number | rest)
    }
}

extension String {
    fileprivate var withoutFinalSlash: String { utf8.count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
