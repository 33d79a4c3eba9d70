import Document

/// The parts of an index while it is made.
struct CellIndexMaker {
    var buffer: [UInt8] = []
    var starts: [UInt32] = []
    var signatures = RowSignatures()
    var standings: [Standing] = []
    var keys = KeyIndex()
    var addresses = AddressIndex()
    var networks = NetworkIndex()
    var arnPrefix: [UInt8]?
    /// What one row may add to the buffer.
    ///
    /// - Units: bytes.
    private static let maximumRow = 8192
    private let searched: [Int]
    private let hosts: [Int]
    private let owners: [Int]
    private let spans: [Int]

    init(_ kind: Kind?) {
        let columns = kind?.columns ?? []
        searched = columns.indices.filter { columns[$0].form.isSearched }
        hosts = columns.indices.filter { columns[$0].form == .id || columns[$0].form == .endpoint }
        owners = (kind?.belongsTo ?? []).compactMap { kind?.column($0)?.index }
        spans = (kind?.spans ?? []).compactMap { kind?.column($0)?.index }
    }

    mutating func append(_ row: RowFields, at place: Int) {
        let start = buffer.count
        starts.append(UInt32(truncatingIfNeeded: start))
        write(row)
        buffer.withUnsafeBufferPointer {
            signatures.append(UnsafeBufferPointer(rebasing: $0[start...]))
        }
        let belongs = owners.contains { row.columns.indices.contains($0) && row.columns[$0].isTruthy }
        standings.append(Standing(endpoint: row.endpoints.first, belongs: belongs))
        note(row, at: place)
        for column in spans where row.columns.indices.contains(column) {
            _ = row.columns[column].anyLeaf { leaf in
                if let network = leaf.string.flatMap({ IPNetwork($0) }) { networks.append(network, row: place) }
                return false
            }
        }
    }

    mutating func finish(_ rows: [Resource]) {
        starts.append(UInt32(truncatingIfNeeded: buffer.count))
        buffer.append(CellIndex.Mark.row)
        var documents = DocumentReader()
        for place in DocumentReader.order(of: rows) {
            let row = rows[place]
            let shown = Set(row.addressTexts.compactMap { IPAddress($0) })
            let hidden = IPAddress.all(inJSON: documents.json(of: row.raw)).subtracting(shown)
            for address in shown { addresses.append(address, row: place, isShown: true) }
            for address in hidden { addresses.append(address, row: place, isShown: false) }
        }
        addresses.sort()
        keys.sort()
        signatures.fit()
    }

    /// By what the row is known.
    private mutating func note(_ row: RowFields, at place: Int) {
        keys.append(row.name, row: place)
        if row.key.id != row.name { keys.append(row.key.id, row: place) }
        for endpoint in row.endpoints { keys.append(endpoint.host, row: place) }
        for column in hosts where row.columns.indices.contains(column) {
            if let text = row.columns[column].string, text.mayBeHost { keys.append(text, row: place) }
        }
        guard let arn = row.arn else { return }
        keys.append(arn, row: place)
        let folded = Array(arn.lowercased().utf8)
        arnPrefix =
            arnPrefix.map { known in
                Array(zip(known, folded).prefix { $0 == $1 }.map(\.0))
            } ?? folded
    }

    private mutating func write(_ row: RowFields) {
        let end = buffer.count + Self.maximumRow
        buffer.append(CellIndex.Mark.row)
        add(row.name.withoutFinalDot, CellIndex.Mark.key, before: end)
        if row.key.id != row.name { add(row.key.id, CellIndex.Mark.key, before: end) }
        for endpoint in row.endpoints { add(endpoint.host, CellIndex.Mark.key, before: end) }
        for endpoint in row.endpoints where endpoint.host.utf8.contains(UInt8(ascii: "/")) {
            add(Authority(of: endpoint.host).host, CellIndex.Mark.field, before: end)
        }
        var roles: Set<String> = []
        for endpoint in row.endpoints where roles.insert(endpoint.role).inserted {
            add(endpoint.role, CellIndex.Mark.field, before: end)
        }
        for text in [row.state, row.environment, row.stack] {
            if let text { add(text, CellIndex.Mark.field, before: end) }
        }
        for tag in row.tags { add("\(tag.key)=\(tag.value)", CellIndex.Mark.tag, before: end) }
        for index in searched where row.columns.indices.contains(index) {
            _ = row.columns[index].anyLeaf { leaf in
                if case .string(let text) = leaf { add(text, CellIndex.Mark.field, before: end) }
                return false
            }
        }
    }

    private mutating func add(_ text: String, _ mark: UInt8, before end: Int) {
        guard buffer.count < end, !text.isEmpty else { return }
        buffer.append(mark)
        CellIndex.fold(text, to: &buffer)
    }
}

extension Form {
    /// Whether Find looks into columns of this form: what people remember as text.
    fileprivate var isSearched: Bool {
        switch self {
        case .text, .state, .endpoint, .ip, .id, .list, .link, .links: true
        case .integer, .decimal, .bool, .json, .bytes, .duration, .time, .age, .expiry, .percent: false
        }
    }
}
