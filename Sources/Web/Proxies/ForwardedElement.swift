/// One proxy's word in a `Forwarded` field.
///
/// - Source: RFC 7239 section 4.
struct ForwardedElement: Hashable {
    /// `for`: who came to the proxy.
    var client: String?
    var proto: String?
    var host: String?

    /// The elements of all fields, the nearest proxy's last.
    ///
    /// - Throws: `BadForwarding.malformed` for what the grammar does not know, parameters that stand twice, and more than `limit`.
    static func read(_ values: [String], limit: Int) throws(BadForwarding) -> [ForwardedElement] {
        var elements: [ForwardedElement] = []
        for value in values {
            var scanner = Scanner(value)
            repeat {
                scanner.skipSpaces()
                // Lists may have empty places.
                if scanner.isAtEnd || scanner.peek == "," { continue }
                guard elements.count < limit else { throw .malformed }
                elements.append(try element(&scanner))
            } while scanner.take(",")
            guard scanner.isAtEnd else { throw .malformed }
        }
        return elements
    }

    private static func element(_ scanner: inout Scanner) throws(BadForwarding) -> ForwardedElement {
        var element = ForwardedElement()
        var seen: Set<String> = []
        repeat {
            scanner.skipSpaces()
            if scanner.peek == ";" || scanner.peek == "," || scanner.isAtEnd { continue }
            guard let name = scanner.token()?.lowercased(), seen.insert(name).inserted, scanner.take("="),
                let value = scanner.value()
            else { throw .malformed }
            switch name {
            case "for": element.client = value
            case "proto": element.proto = value
            case "host": element.host = value
            default: break
            }
            scanner.skipSpaces()
        } while scanner.take(";")
        return element
    }

    private struct Scanner {
        private var rest: Substring.UnicodeScalarView

        init(_ text: String) { rest = text[...].unicodeScalars }

        var isAtEnd: Bool { rest.isEmpty }
        var peek: Unicode.Scalar? { rest.first }

        mutating func skipSpaces() {
            while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard rest.first == scalar else { return false }
            rest.removeFirst()
            return true
        }

        mutating func token() -> String? {
            let token = rest.prefix { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar
                        || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar))
            }
            guard !token.isEmpty else { return nil }
            rest = rest[token.endIndex...]
            return String(token)
        }

        mutating func value() -> String? {
            guard take("\"") else { return token() }
            var text = String.UnicodeScalarView()
            while let scalar = rest.popFirst() {
                if scalar == "\"" { return String(text) }
                if scalar == "\\" {
                    guard let next = rest.popFirst() else { return nil }
                    text.append(next)
                } else {
                    text.append(scalar)
                }
            }
            return nil
        }
    }
}
