/// The members of one object, in the order in which they were written, each name once.
///
/// - Shape: a later value for a name replaces the earlier one and keeps its place. Names are told apart by their bytes, so that `é` and `e` with an accent behind it are two.
/// - Cost: one array; look-ups compare lengths first and are linear up to 64 members, by hash above.
package struct Object: Sendable {
    /// A name with its value.
    package struct Member: Sendable, Hashable {
        package let key: String
        package var value: Value
    }

    /// All members in order.
    package private(set) var members: [Member]
    /// Positions by name, kept only for objects with many members.
    private var index: [Name: Int]?

    /// Above this many members a hash pays for itself; most AWS resources have fewer.
    private static let linearLimit = 64

    /// Makes an object without members.
    package init() { members = [] }

    /// Makes an empty object with room for so many members.
    package init(minimumCapacity: Int) {
        members = []
        members.reserveCapacity(minimumCapacity)
    }

    /// Makes an object of pairs; of a repeated name the last value counts.
    package init(_ pairs: some Sequence<(String, Value)>) {
        members = []
        members.reserveCapacity(pairs.underestimatedCount)
        for (key, value) in pairs { self[key] = value }
    }

    /// How many members there are.
    package var count: Int { members.count }
    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }
    /// The names in order.
    package var keys: some Sequence<String> { members.lazy.map(\.key) }
    /// The values in the order of their names.
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
            index?[Name(text: key)] = members.count - 1
        } else if members.count > Self.linearLimit {
            reindex()
        }
    }

    private func position(of key: String) -> Int? {
        let name = Name(text: key)
        if let index { return index[name] }
        let length = key.utf8.count
        return members.firstIndex { $0.key.utf8.count == length && Name(text: $0.key) == name }
    }

    private mutating func reindex() {
        guard members.count > Self.linearLimit else {
            index = nil
            return
        }
        index = Dictionary(members.enumerated().map { (Name(text: $1.key), $0) }, uniquingKeysWith: { $1 })
    }
}

/// A member's name, compared by its bytes.
private struct Name: Hashable {
    let text: String

    static func == (left: Name, right: Name) -> Bool {
        // Texts that are not canonically equal have not the same bytes; that is the cheaper question.
        left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
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
