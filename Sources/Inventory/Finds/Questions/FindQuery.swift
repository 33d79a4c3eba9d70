import DomainNames
import FoundationEssentials

/// A question as every cell's index is asked.
struct FindQuery: Sendable {
    enum Texts: Sendable {
        /// All words, ranked by the phrase they make.
        case words(Words)
        case any([Search])
        case pattern(Pattern)
        /// Whole names, folded.
        case names([String])
        case row(ResourceKey)
        case filter(FindFilter)
    }

    /// Words that all have to occur.
    struct Words: Sendable {
        struct Word: Sendable {
            /// In lower case.
            let text: String
            let bytes: ByteSearch
        }

        let words: [Word]
        /// The words with a space between them, folded.
        let phrase: [UInt8]
        let needed: RowSignatures.Needed

        init(_ texts: [String]) {
            // The longest first: what it rules out need not be searched for the others.
            words = texts.sorted { $0.utf8.count > $1.utf8.count }
                .map { Word(text: $0, bytes: ByteSearch(FindQuery.folded($0))) }
            phrase = FindQuery.folded(texts.joined(separator: " "))
            needed = RowSignatures.Needed(words.map(\.bytes.run))
        }
    }

    /// One text to look for.
    struct Search: Sendable {
        let bytes: ByteSearch
        let needed: RowSignatures.Needed
        /// Whether it begins with a mark, so that it is only found at a field's beginning.
        let isMarked: Bool
        /// No hit is better than that.
        var limit = FindRank.exact
        /// Whether only whole fields count.
        var isWhole = false

        init(_ text: String, marked mark: UInt8? = nil) {
            let run = FindQuery.folded(text)
            bytes = ByteSearch((mark.map { [$0] } ?? []) + run)
            needed = RowSignatures.Needed([run])
            isMarked = mark != nil
        }
    }

    /// A whole field with `*` in it.
    struct Pattern: Sendable {
        let matcher: GlobMatcher
        let needed: RowSignatures.Needed
        /// Whether ARNs are looked at, too.
        let isOfARN: Bool

        init(_ text: String) {
            let glob = Glob(pattern: text)
            matcher = GlobMatcher(glob)
            isOfARN = text.hasPrefix("arn:")
            let runs = glob.pieces.compactMap { piece in
                if case .literal(let text) = piece { FindQuery.folded(text) } else { nil }
            }
            // ARNs do not stand among the texts of which the signatures are made.
            needed = RowSignatures.Needed(isOfARN ? [] : runs)
        }
    }

    let texts: Texts
    let addresses: ClosedRange<IPAddress>?
    /// The network of which `addresses` are the addresses.
    let network: IPNetwork?
    /// The beginning of an ARN, in lower case.
    let arn: [UInt8]?

    /// Nil when there is nothing to look for.
    init?(_ question: FindQuestion, in snapshot: Snapshot, now: Date) {
        switch question {
        case .nothing: return nil
        case .words(let words): self.init(.words(Words(words)))
        case .id(let id): self.init(.any([Search(id)]))
        case .arn(let arn): self.init(.any([Search(arn)]), arn: Array(arn.utf8))
        case .address(let address):
            var search = Search("\(address)")
            // What merely begins with an address is another one.
            search.limit = .prefix
            self.init(.any([search]), addresses: address...address)
        case .network(let network):
            // Everything is inside of 0.0.0.0/0: of it, what names it is meant.
            let range = network.prefixLength == 0 ? network.address...network.address : network.range
            self.init(.any([Search("\(network)")]), addresses: range, network: network)
        case .tag(let key, let value):
            var search = Search("\(key)=\(value ?? "")", marked: CellIndex.Mark.tag)
            search.limit = value == nil ? .prefix : .exact
            self.init(.any([search]))
        case .host(let host, _, let whole):
            let url = whole == host ? [] : [Search(whole.withoutFinalSlash)]
            let names = DomainName.forms(of: host)
            let records = names.flatMap(FindQuestion.wildcards).map { record in
                var search = Search(record, marked: CellIndex.Mark.key)
                search.limit = .prefix
                search.isWhole = true
                return search
            }
            self.init(.any(names.map { Search($0) } + url + records))
        case .pattern(let text): self.init(.pattern(Pattern(text)))
        case .names(let names): self.init(.names(names))
        case .resource(let key): self.init(.row(key))
        case .filter(let text): self.init(.filter(FindFilter(text, in: snapshot, now: now)))
        }
    }

    private init(
        _ texts: Texts, addresses: ClosedRange<IPAddress>? = nil, network: IPNetwork? = nil, arn: [UInt8]? = nil
    ) {
        self.texts = texts
        self.addresses = addresses
        self.network = network
        self.arn = arn
    }

    fileprivate static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        CellIndex.fold(text, to: &bytes)
        return bytes
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
