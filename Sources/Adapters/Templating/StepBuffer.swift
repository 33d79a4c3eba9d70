import Glibc

/// The bytes of a page's data, written without looking at them twice.
///
/// - Shape: the steps of the facade (`ctemplate.h`).
/// - Isolation: one owner at a time.
final class StepBuffer {
    private var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    private enum Step {
        static let value: UInt8 = 1
        static let begin: UInt8 = 2
        static let end: UInt8 = 3
    }

    init(capacity: Int) {
        self.capacity = max(capacity, 1024)
        base = UnsafeMutablePointer.allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    func begin(_ key: StaticString) {
        reserve(2 + key.utf8CodeUnitCount)
        write(Step.begin, key)
    }

    func end() {
        reserve(1)
        base[count] = Step.end
        count += 1
    }

    func value(_ key: StaticString, _ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { value(key, $0) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { value(key, $0) } }
    }

    private func value(_ key: StaticString, _ text: UnsafeBufferPointer<UInt8>) {
        reserve(6 + key.utf8CodeUnitCount + text.count)
        write(Step.value, key)
        UnsafeMutableRawPointer(base + count).storeBytes(of: UInt32(text.count).littleEndian, as: UInt32.self)
        count += 4
        if let start = text.baseAddress { memcpy(base + count, start, text.count) }
        count += text.count
    }

    /// Writes once more what was written at `range`.
    func again(_ range: Range<Int>) {
        reserve(range.count)
        memcpy(base + count, base + range.lowerBound, range.count)
        count += range.count
    }

    private func write(_ step: UInt8, _ key: StaticString) {
        let length = key.utf8CodeUnitCount
        precondition(key.hasPointerRepresentation && length < 256, "a marker's name is short")
        base[count] = step
        base[count + 1] = UInt8(length)
        memcpy(base + count + 2, key.utf8Start, length)
        count += 2 + length
    }

    /// Makes room for `more` bytes; everything that is written has asked here.
    private func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(capacity * 2, count + more)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        memcpy(grown, base, count)
        base.deallocate()
        base = grown
    }
}
