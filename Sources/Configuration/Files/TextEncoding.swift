/// Whether bytes are text: UTF-8, with or without its mark.
enum TextEncoding {
    /// Where the first byte stands that no UTF-8 text has there; nil when all is well.
    static func fault(_ bytes: [UInt8]) -> (line: Int, column: Int, message: String)? {
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return (1, 1, "the file is UTF-16: save it as UTF-8")
        }
        var line = 1
        var column = 1
        var decoder = UTF8()
        var iterator = withoutMark(bytes).makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar == "\0" { return (line, column, "the file has a NUL byte: it is no text") }
                (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            case .emptyInput: return nil
            case .error: return (line, column, "the file is not UTF-8 here: save it as UTF-8")
            }
        }
    }

    /// `bytes` without the mark that some editors put at the start.
    static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    }
}
