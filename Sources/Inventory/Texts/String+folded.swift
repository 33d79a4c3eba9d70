extension String {
    /// Gives `body` bytes that may be compared byte by byte once `foldedASCII` is applied to each: this text's own when it is
    /// ASCII, else those of its lower-case form.
    func withFolded<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        var text = self
        if !text.utf8.allSatisfy({ $0 < 0x80 }) { text = text.lowercased() }
        return text.withUTF8(body)
    }
}

extension UnsafeBufferPointer<UInt8> {
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
