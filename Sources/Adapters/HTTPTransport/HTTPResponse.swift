/// One whole answer.
package struct HTTPResponse: Sendable, Hashable {
    package var status: Int
    /// In the order received; names in lower case, values trimmed.
    package var headers: [HTTPHeader]
    /// Decompressed.
    package var body: [UInt8]

    package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header named `name`, which is in lower case.
    package subscript(header name: String) -> String? { headers.first { $0.name == name }?.value }
}

extension HTTPHeader {
    /// The headers in a block of lines.
    ///
    /// - Shape: bytes that are no UTF-8 become U+FFFD; lines without a colon are left out.
    static func parse(_ block: UnsafeBufferPointer<UInt8>) -> [HTTPHeader] {
        block.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return nil }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            var value = line[(colon + 1)...]
            while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
            while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
            return HTTPHeader(name, String(decoding: value, as: UTF8.self))
        }
    }
}
