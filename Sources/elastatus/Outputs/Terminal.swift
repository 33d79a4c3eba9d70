import Glibc
import Logs
import Synchronization

/// Standard output and standard error: data to the one, everything said to people to the other.
enum Terminal {
    /// Writes all of `bytes` to standard output.
    ///
    /// - Returns: False when the reader has gone away; the command should end quietly.
    @discardableResult
    static func write(_ bytes: [UInt8]) -> Bool { FileDescriptorOutput.write(bytes, to: STDOUT_FILENO) }

    @discardableResult
    static func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Takes what is said from now on; nil while it goes to standard error as it is.
    private static let log = Mutex<Log?>(nil)

    /// Says everything through `log` from now on.
    static func divert(to log: Log) { self.log.withLock { $0 = log } }

    /// Waits until what was said is written.
    static func flush() async { await log.withLock { $0 }?.flush() }

    /// Says `text` and a line end on standard error; nothing in it can drive the terminal, whoever wrote it.
    static func say(_ text: String, _ level: LogLevel = .warning) {
        if let log = log.withLock({ $0 }) { return log.write(level, text) }
        _ = FileDescriptorOutput.write(Array((plainLines(text) + "\n").utf8), to: STDERR_FILENO)
    }

    /// Writes what programs read: byte for byte to a program, with control characters made visible to a person.
    static func writeLines(_ bytes: [UInt8]) {
        guard isOutputInteractive else { return _ = write(bytes) }
        write(plainLines(String(decoding: bytes, as: UTF8.self)))
    }

    /// Writes `text` on standard error as it is.
    static func sayInPlace(_ text: String) { _ = FileDescriptorOutput.write(Array(text.utf8), to: STDERR_FILENO) }

    /// Whether people read standard output as it is written.
    static var isOutputInteractive: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// The columns of the terminal; nil when output goes elsewhere.
    static var width: Int? {
        var size = winsize()
        guard isOutputInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// `text` with control characters made visible, so that a tag cannot drive the terminal.
    static func plain(_ text: String) -> String { visible(text, keepsLayout: false) }

    /// The same, but for line ends and tabs.
    static func plainLines(_ text: String) -> String { visible(text, keepsLayout: true) }

    private static func visible(_ text: String, keepsLayout: Bool) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var plain = ""
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            if isControl(scalar),
                !(keepsLayout && isLayout(scalar, before: scalars[scalars.index(after: index)...].first))
            {
                plain += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                plain.unicodeScalars.append(scalar)
            }
        }
        return plain
    }

    /// A line's end, or a tab.
    private static func isLayout(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        scalar == "\n" || scalar == "\t" || (scalar == "\r" && next == "\n")
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
