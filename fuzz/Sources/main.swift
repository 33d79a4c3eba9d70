import CFuzzer
import Glibc

// elastatus-fuzz TARGET [libFuzzer's arguments…]

var words = CommandLine.arguments
guard words.count > 1, let target = FuzzTarget(rawValue: words[1]) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
    let usage = Array("usage: elastatus-fuzz \(names) [libFuzzer's arguments]\n".utf8)
    write(STDERR_FILENO, usage, usage.count)
    exit(2)
}
words.remove(at: 1)
FuzzTarget.current = target
var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
exit(
    arguments.withUnsafeMutableBufferPointer { buffer in
        es_fuzz(Int32(words.count), buffer.baseAddress) { bytes, count in
            FuzzTarget.current.take(UnsafeBufferPointer(start: bytes, count: count))
            return 0
        }
    })
