/// The members of one object, in the order in which they were written, each name once.
///
/// - Shape: a later value for a name replaces the earlier one and keeps its place.
/// - Cost: one array; look-ups are linear up to 16 members and by hash above.
package struct Object: Sendable {
    package struct Member: Sendable, Hashable {
        package let key: String
        package var value: Value
    }

    package private(set) var members: [Member]
    /// Positions by name, kept only for objects with many members.
    private var index: [String: Int]?

    /// Above this many members a hash pays for itself.
    private static let linearLimit = 16

    package init() { members = [] }

    package init(minimumCapacity: Int) {
        members = []
        members.reserveCapacity(minimumCapacity)
    }

    package init(_ pairs: some Sequence<(String, Value)>) {
        members = []
        members.reserveCapacity(pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var keys: some Sequence<String> { members.lazy.map(\.key) }
    package var values: some Sequence<Value> { members.lazy.map(\.value) }

    /// The value under `key`; setting nil removes the member.
    package subscript(key: String) -> Value? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil):
                members.remove(at: position)
                reindex()
            case (nil, let value?): appendUnchecked(key, value)
            case (nil, nil): break
            }
        }
    }

    /// Adds a member whose name is known to be new; the caller answers for that.
    package mutating func appendUnchecked(_ key: String, _ value: Value) {
        members.append(Member(key: key, value: value))
        if index != nil {
            index?[key] = members.count - 1
        } else if members.count > Self.linearLimit {
            reindex()
        }
    }

    private func position(of key: String) -> Int? {
        if let index { return index[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func reindex() {
        guard members.count > Self.linearLimit else {
            index = nil
            return
        }
        index = Dictionary(members.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { $1 })
    }
}

extension Object: Hashable {
    /// Equal when the same names have equal values, in any order.
    package static func == (left: Object, right: Object) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members { sum = sum &+ member.hashValue }
        hasher.combine(sum)
    }
}

extension Object: Sequence {
    package func makeIterator() -> some IteratorProtocol<Member> { members.makeIterator() }
}

extension Object: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
