import Glibc

extension Zone {
    /// The names of all zones, for suggestions; empty where the system has no list of them.
    ///
    /// - Source: `tzdata.zi`, whose lines `Z` name zones and whose lines `L` name further names of zones.
    /// - Cost: reads a file of about 100 KB, once.
    package static let names: [String] = {
        guard let file = fopen(directory + "/tzdata.zi", "re") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return bytes[..<count].split(separator: UInt8(ascii: "\n")).compactMap { line in
            let words = line.split(separator: UInt8(ascii: " "))
            switch words.first.map({ Array($0) }) {
            case [UInt8(ascii: "Z")] where words.count > 1: return String(decoding: words[1], as: UTF8.self)
            case [UInt8(ascii: "L")] where words.count > 2: return String(decoding: words[2], as: UTF8.self)
            default: return nil
            }
        }
    }()
}
