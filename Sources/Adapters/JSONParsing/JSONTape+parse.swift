import CJSON

extension JSONTape {
    private enum Status: Int32 {
        case success, syntax, encoding, control, tooDeep, tooManyNodes, truncated, tooLarge, memory
    }

    /// Parses `document`; when bytes in it are not allowed in JSON, once more with these repaired.
    static func parse(
        _ document: [UInt8], skipping skipped: Int, depth: Int, nodes: Int
    ) throws(JSONFailure) -> UnsafeMutablePointer<cjson_tape> {
        var text = document
        var start = skipped
        var repaired: Set<Status> = []
        while true {
            let tape = text.withUnsafeBufferPointer {
                cjson_parse(
                    $0.baseAddress.map { $0 + start }, $0.count - start, UInt32(clamping: depth),
                    UInt32(clamping: nodes))
            }
            guard let tape else { throw JSONFailure(code: .memory, message: "out of memory", offset: 0) }
            let status = Status(rawValue: tape.pointee.status) ?? .syntax
            if status == .success { return tape }
            defer { cjson_free(tape) }
            guard status == .encoding || status == .control, repaired.insert(status).inserted else {
                throw failure(status, tape.pointee, start)
            }
            text = status == .encoding ? repairedEncoding(text[start...]) : escapedControls(text[start...])
            start = 0
        }
    }

    private static func failure(_ status: Status, _ tape: cjson_tape, _ start: Int) -> JSONFailure {
        let code: JSONFailure.Code =
            switch status {
            case .tooDeep: .tooDeep
            case .tooManyNodes: .tooManyNodes
            case .truncated: .truncated
            case .tooLarge: .tooLarge
            case .memory: .memory
            case .success, .syntax, .encoding, .control: .syntax
            }
        let message = tape.message.map { String(cString: $0) } ?? "not a JSON value"
        return JSONFailure(code: code, message: message, offset: tape.offset + start)
    }

    /// The text with every malformed sequence replaced by U+FFFD.
    private static func repairedEncoding(_ text: ArraySlice<UInt8>) -> [UInt8] {
        Array(String(decoding: text, as: UTF8.self).utf8)
    }

    /// The text with raw control characters inside strings written as escapes.
    private static func escapedControls(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let hexadecimal = Array("0123456789abcdef".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 64)
        var isInside = false
        var isEscaped = false
        for byte in text {
            if isInside && byte < 0x20 {
                result += "\\u00".utf8
                result += [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            } else {
                result.append(byte)
            }
            if byte == UInt8(ascii: "\"") && !isEscaped { isInside.toggle() }
            isEscaped = isInside && byte == UInt8(ascii: "\\") && !isEscaped
        }
        return result
    }
}
