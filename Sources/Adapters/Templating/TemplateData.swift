/// What fills a template: values and sections by their markers' names.
///
/// - Shape: a value is seen in its section and in all sections inside it; a section is shown once for every time it is added to the section it stands in, and not at all when never.
/// - Cost: appends to one flat buffer, which crosses into the library whole.
/// - Isolation: one owner at a time.
package struct TemplateData {
    private(set) var bytes: [UInt8] = []
    /// Every key ever set, when asked for: the tests compare it with the markers.
    package private(set) var keys: Set<String>?

    package init(recordsKeys: Bool = false) {
        if recordsKeys { keys = [] }
        bytes.reserveCapacity(16 << 10)
    }

    /// Makes room for `count` further bytes at once, so that a large page does not grow step by step.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Gives `key` its text.
    package mutating func set(_ key: StaticString, _ text: String) {
        begin(step: .value, key)
        append(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Gives `key` its text in UTF-8.
    package mutating func set(_ key: StaticString, utf8: [UInt8]) {
        begin(step: .value, key)
        append(count: utf8.count)
        bytes.append(contentsOf: utf8)
    }

    /// Shows the section `key` once more, filled by `fill`.
    package mutating func section<E: Error>(_ key: StaticString, _ fill: (inout TemplateData) throws(E) -> Void)
        throws(E)
    {
        begin(step: .begin, key)
        try fill(&self)
        bytes.append(Step.end.rawValue)
    }

    /// Shows the section `key` once more, with nothing of its own.
    package mutating func show(_ key: StaticString) {
        begin(step: .begin, key)
        bytes.append(Step.end.rawValue)
    }

    private enum Step: UInt8 {
        case value = 1, begin, end
    }

    private mutating func begin(step: Step, _ key: StaticString) {
        precondition(key.utf8CodeUnitCount < 256, "a marker's name is short")
        bytes.append(step.rawValue)
        bytes.append(UInt8(key.utf8CodeUnitCount))
        bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        if keys != nil { keys?.insert(key.description) }
    }

    /// How much has been written: a mark for `again`.
    package var mark: Int { bytes.count }

    /// Writes once more what was written between two marks.
    package mutating func again(_ range: Range<Int>) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: range.count))
        bytes.withUnsafeMutableBytes { buffer in
            let written = UnsafeRawBufferPointer(rebasing: buffer[range])
            UnsafeMutableRawBufferPointer(rebasing: buffer[start...]).copyMemory(from: written)
        }
    }

    private mutating func append(count: Int) {
        withUnsafeBytes(of: UInt32(count).littleEndian) { bytes.append(contentsOf: $0) }
    }
}
