import Glibc

/// A run of bytes to look for in large buffers.
///
/// - Cost: jumps from one occurrence of the run's rarest byte to the next with `memchr`.
struct ByteSearch: Sendable {
    let run: [UInt8]
    /// The place in the run of its rarest byte.
    private let anchor: Int

    /// Bytes of names, ids and hosts from the commonest to the rarest; all others are rarer still.
    private static let common = Array("e-a1sr0o.t2in3c4d5lm8679pubfhg:/=wvykx_jzq".utf8)
    private static let rarity: [UInt8] = {
        var rarity = [UInt8](repeating: UInt8.max, count: 256)
        for (place, byte) in common.enumerated() { rarity[Int(byte)] = UInt8(place) }
        return rarity
    }()

    init(_ run: [UInt8]) {
        self.run = run
        anchor = run.indices.max { Self.rarity[Int(run[$0])] < Self.rarity[Int(run[$1])] } ?? 0
    }

    /// The first place from `start` at which the run stands and ends before `end`.
    func firstPlace(in buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
        guard !run.isEmpty, let base = buffer.baseAddress else { return nil }
        let last = end - run.count
        var place = start
        while place <= last {
            guard let found = memchr(base + place + anchor, Int32(run[anchor]), last - place + 1) else { return nil }
            place = UnsafeRawPointer(found) - UnsafeRawPointer(base) - anchor
            if memcmp(base + place, run, run.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}
