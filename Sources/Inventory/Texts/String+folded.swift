extension String {
    /// Gives `body` bytes that may be compared byte by byte once `foldedASCII` is applied to each: this text's own when it is
    /// ASCII, else those of its lower-case form.
    func withFolded<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        var text = self
        let result = text.withUTF8 { bytes in bytes.isASCII ? body(bytes) : nil }
        if let result { return result }
        var lower = lowercased()
        return lower.withUTF8(body)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether no byte has its high bit set, eight at a time.
    var isASCII: Bool {
        let raw = UnsafeRawBufferPointer(self)
        var place = 0
        while place + 8 <= count {
            if raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
            place += 8
        }
        while place < count {
            if self[place] >= 0x80 { return false }
            place += 1
        }
        return true
    }

    /// Whether the folded `run` stands at `place`.
    func holds(_ run: [UInt8], at place: Int) -> Bool {
        guard place >= 0, place + run.count <= count else { return false }
        for offset in run.indices where foldedASCII(self[place + offset]) != run[offset] { return false }
        return true
    }

    /// The first place from `start` at which the folded `run` stands, ending at `end` at the latest.
    func firstPlace(of run: [UInt8], from start: Int, to end: Int) -> Int? {
        guard let head = run.first else { return start }
        var place = start
        let last = end - run.count
        while place <= last {
            if foldedASCII(self[place]) == head, holds(run, at: place) { return place }
            place += 1
        }
        return nil
    }
}
