import Document
import FoundationEssentials
import HTTPTransport

/// Writes an input as the parts of an HTTP message, for rest-xml and rest-json.
///
/// - Source: botocore `serialize.py`, `BaseRestSerializer`.
struct RestWriter {
    private let operation: Operation
    private let isXML: Bool
    private let nodes: ContiguousArray<ShapeTable.Node>
    private var labels: [String: String] = [:]
    /// By name, in the order of their first mention; what is said again replaces what was said.
    private var query: Object = [:]
    /// What members of their own say in it, which counts more than the entries of a map.
    private var named: Set<String> = []
    private var headers: [HTTPHeader] = []
    private var bodyMembers: Object = [:]

    init(_ operation: Operation, isXML: Bool) {
        self.operation = operation
        self.isXML = isXML
        nodes = operation.input?.table.nodes ?? []
    }

    /// The request with everything of `input` in its place.
    mutating func request(_ input: Object) throws(InputFault) -> WireRequest {
        guard let shape = operation.input else { return try request(body: []) }
        for member in input where !member.value.isNull {
            do throws(InputFault) {
                try put(member.value, nodes[shape.index].place(of: member.key))
            } catch { throw error.inside(member.key) }
        }
        let body = try body(input, shape)
        let hasType = headers.contains { $0.name.lowercased() == "content-type" }
        if !isXML, !isStreaming(shape), !body.isEmpty, !hasType {
            headers.append(HTTPHeader("Content-Type", "application/json"))
        }
        return try request(body: body)
    }

    private func request(body: [UInt8]) throws(InputFault) -> WireRequest {
        let parts = operation.requestURI.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = try path(parts.first ?? "/")
        let constant = parts.count > 1 ? [String(parts[1])] : []
        let given = query.flatMap { member in
            (member.value.array ?? []).map {
                "\(URIEncoding.encode(member.key))=\(URIEncoding.encode($0.string ?? ""))"
            }
        }
        return WireRequest(
            method: operation.method, path: path, query: (constant + given).joined(separator: "&"), headers: headers,
            body: body)
    }

    private mutating func put(_ value: Value, _ place: ShapeTable.Place) throws(InputFault) {
        let name = place.wireName ?? place.name
        switch place.location {
        case .uri:
            let label = try text(value, place)
            // Also where the endpoint holds it and no path does: without its bucket a request asks for another thing.
            guard !label.isEmpty else { throw InputFault("needs \(place.name)") }
            labels[name] = label
        case .querystring: try putQuery(value, place, name)
        case .header: try putHeader(value, place, name)
        case .headers:
            for member in value.object ?? [:] {
                headers.append(HTTPHeader(name + member.key, try Scalar.text(member.value, .string, .iso8601)))
            }
        case .body, .statusCode: bodyMembers[place.name] = value
        }
    }

    /// What stands in a path or a query.
    private func text(_ value: Value, _ place: ShapeTable.Place) throws(InputFault) -> String {
        let text = try Scalar.text(value, nodes[place.target].kind, place.timestampFormat ?? .iso8601)
        guard place.flags.contains(.lastSegment) else { return text }
        return text.split(separator: "/").last.map(String.init) ?? text
    }

    private mutating func putQuery(_ value: Value, _ place: ShapeTable.Place, _ name: String) throws(InputFault) {
        switch value {
        case .object(let object):
            for member in object {
                var texts: [Value] = []
                for single in member.value.array ?? [member.value] {
                    texts.append(.string(try Scalar.text(single, .string, .iso8601)))
                }
                if !named.contains(member.key) { query[member.key] = .array(texts) }
            }
        case .array(let elements):
            guard let element = nodes[place.target].element else { throw InputFault("wants a single value") }
            var texts: [Value] = []
            for single in elements where !single.isNull { texts.append(.string(try text(single, element))) }
            query[name] = .array(texts)
            named.insert(name)
        default:
            query[name] = [.string(try text(value, place))]
            named.insert(name)
        }
    }

    private mutating func putHeader(_ value: Value, _ place: ShapeTable.Place, _ name: String) throws(InputFault) {
        if case .array(let elements) = value, elements.isEmpty { return }
        headers.append(HTTPHeader(name, try header(value, place)))
    }

    private func header(_ value: Value, _ place: ShapeTable.Place) throws(InputFault) -> String {
        if place.flags.contains(.jsonValue) { return Data(value.json()).base64EncodedString() }
        guard case .array(let elements) = value, let element = nodes[place.target].element else {
            return try Scalar.text(value, nodes[place.target].kind, place.timestampFormat ?? .rfc822)
        }
        var parts: [String] = []
        for single in elements where !single.isNull {
            let text = try header(single, element)
            let isText = nodes[element.target].kind == .string
            let needsQuotes = isText && text.contains { $0 == "," || $0 == "\"" }
            parts.append(needsQuotes ? "\"\(text.replacing("\"", with: "\\\""))\"" : text)
        }
        return parts.joined(separator: ",")
    }

    /// The path with labels in place of their names; `{Key+}` keeps its slashes.
    private func path(_ template: Substring) throws(InputFault) -> String {
        var path = ""
        var rest = template
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            path += rest[..<open]
            var name = rest[rest.index(after: open)..<close]
            let keepsSlashes = name.last == "+"
            if keepsSlashes { name.removeLast() }
            guard let label = labels[String(name)] else { throw InputFault("needs \(name)") }
            path += URIEncoding.encode(label, keepingSlashes: keepsSlashes)
            rest = rest[rest.index(after: close)...]
        }
        return path + rest
    }

    private func isStreaming(_ shape: Shape) -> Bool {
        guard let payload = nodes[shape.index].payload else { return false }
        return [.blob, .string].contains(nodes[nodes[shape.index].members[payload].target].kind)
    }

    private func body(_ input: Object, _ shape: Shape) throws(InputFault) -> [UInt8] {
        let node = nodes[shape.index]
        let nothing: [UInt8] = isXML ? [] : Array("{}".utf8)
        if let payload = node.payload {
            let place = node.members[payload]
            let value = input[place.name] ?? .null
            if isStreaming(shape) {
                if value.isNull { return [] }
                return nodes[place.target].kind == .blob
                    ? try Scalar.bytes(value) : Array(try Scalar.text(value, .string, .iso8601).utf8)
            }
            guard value.isNull else { return try document(value, place, shape.table) }
            return nodes[place.target].isUnion ? [] : nothing
        }
        guard bodyMembers.isEmpty else {
            guard let place = operation.inputPlace else { return [] }
            return try document(.object(bodyMembers), place, shape.table)
        }
        return node.members.contains { $0.location == .body } ? nothing : []
    }

    private func document(
        _ value: Value, _ place: ShapeTable.Place, _ table: ShapeTable
    ) throws(InputFault) -> [UInt8] {
        guard isXML else { return try JSONWriter(table).value(value, place).json() }
        var writer = XMLWriter(table)
        try writer.add(value, place, named: place.wireName ?? nodes[place.target].name)
        return Array(writer.text.utf8)
    }
}
