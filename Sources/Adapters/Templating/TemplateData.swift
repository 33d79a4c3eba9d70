/// What fills a template: values and sections by their markers' names.
///
/// - Shape: a value is seen in its section and in all sections inside it; a section is shown once for every time it is added to the section it stands in, and not at all when never. Copies share what they hold.
/// - Cost: appends to one flat buffer, which crosses into the library whole.
/// - Isolation: one owner at a time.
package struct TemplateData {
    let buffer: StepBuffer
    /// Every key ever set, when asked for: the tests compare it with the markers.
    package private(set) var keys: Set<String>?
    /// Keys that were given a text twice in one place, where one of them is lost; recorded with `keys`.
    package private(set) var repeated: Set<String> = []
    /// The keys that have a text, by the sections that stand open.
    private var texts: [Set<String>] = [[]]

    /// - Parameters:
    ///   - recordsKeys: Whether `keys` is kept.
    ///   - capacity: Bytes that will probably be needed, so that a large page is not moved while it grows.
    package init(recordsKeys: Bool = false, capacity: Int = 32 << 10) {
        if recordsKeys { keys = [] }
        buffer = StepBuffer(capacity: capacity)
    }

    /// Gives `key` its text.
    package mutating func set(_ key: StaticString, _ text: String) {
        record(key)
        if keys != nil, texts[texts.count - 1].insert("\(key)").inserted == false { repeated.insert("\(key)") }
        buffer.value(key, text)
    }

    /// Shows the section `key` once more, filled by `fill`.
    package mutating func section<E: Error>(
        _ key: StaticString, _ fill: (inout TemplateData) throws(E) -> Void
    ) throws(E) {
        record(key)
        begin(key)
        try fill(&self)
        end()
    }

    /// Shows the section `key` once more, with nothing of its own.
    package mutating func show(_ key: StaticString) {
        record(key)
        begin(key)
        end()
    }

    /// Shows the section `key` once more, with one value.
    package mutating func section(_ key: StaticString, _ name: StaticString, _ text: String) {
        record(key)
        begin(key)
        set(name, text)
        end()
    }

    /// How much has been written: a mark for `again`.
    package var mark: Int { buffer.count }

    /// Writes once more what was written between two marks.
    package mutating func again(_ range: Range<Int>) { buffer.again(range) }

    private mutating func begin(_ key: StaticString) {
        if keys != nil { texts.append([]) }
        buffer.begin(key)
    }

    private mutating func end() {
        if keys != nil { texts.removeLast() }
        buffer.end()
    }

    private mutating func record(_ key: StaticString) {
        if keys != nil { keys?.insert("\(key)") }
    }
}
