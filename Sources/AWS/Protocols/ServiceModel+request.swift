package import Document
import HTTPTransport

extension ServiceModel {
    /// The request that asks for `operation`.
    ///
    /// - Shape: the same input gives the same bytes.
    /// - Throws: `APIError` (`refused`) when kinds may not call the operation, or when the input is not what it takes.
    package func request(_ operation: Operation, input: Object = [:]) throws(APIError) -> WireRequest {
        // What is granted is the client's to allow, call by call.
        guard operation.isReadable || operation.use == .granted else {
            throw APIError(.refused, "\(operation.name) is not an operation that only reads")
        }
        do throws(InputFault) { return try serialized(operation, input) } catch {
            throw error.error(of: operation.name)
        }
    }

    /// The request for any operation, also for those that nothing may sign.
    func serialized(_ operation: Operation, _ input: Object) throws(InputFault) -> WireRequest {
        for name in operation.input?.required ?? [] where input[name] ?? .null == .null {
            throw InputFault("needs \(name)")
        }
        if operation.input == nil, let first = input.members.first {
            throw InputFault("takes no members, \(first.key) neither")
        }
        var request: WireRequest
        switch wireProtocol {
        case .query, .ec2: request = try form(operation, input)
        case .json: request = try json(operation, input)
        case .restXML, .restJSON:
            var writer = RestWriter(operation, isXML: wireProtocol == .restXML)
            request = try writer.request(input)
        }
        request.headers += headers.map { HTTPHeader($0.name, $0.value) }
        request.hostPrefix = try hostPrefix(operation, input)
        return request
    }

    private func form(_ operation: Operation, _ input: Object) throws(InputFault) -> WireRequest {
        var writer = FormWriter(operation.input?.table ?? ShapeTable([]), isEC2: wireProtocol == .ec2)
        writer.add("Action", operation.name.operation)
        writer.add("Version", apiVersion)
        if let shape = operation.input { try writer.add(input, of: shape.index) }
        return WireRequest(
            method: operation.method,
            headers: [HTTPHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Array(writer.text.utf8))
    }

    private func json(_ operation: Operation, _ input: Object) throws(InputFault) -> WireRequest {
        var body: Object = [:]
        if let shape = operation.input { body = try JSONWriter(shape.table).object(input, of: shape.index) }
        var headers = [
            HTTPHeader("X-Amz-Target", "\(targetPrefix ?? "").\(operation.name.operation)"),
            HTTPHeader("Content-Type", "application/x-amz-json-\(jsonVersion ?? "1.1")"),
        ]
        if isQueryCompatible { headers.append(HTTPHeader("x-amzn-query-mode", "true")) }
        return WireRequest(method: operation.method, headers: headers, body: Value.object(body).json())
    }

    /// The labels before the host, with the input's members in their places.
    private func hostPrefix(_ operation: Operation, _ input: Object) throws(InputFault) -> String? {
        guard var prefix = operation.hostPrefix, let shape = operation.input else { return operation.hostPrefix }
        for place in shape.table.nodes[shape.index].members where place.flags.contains(.hostLabel) {
            let label = input[place.name]?.string ?? ""
            guard !label.isEmpty, label.utf8.allSatisfy({ URIEncoding.isHostByte($0) }) else {
                throw InputFault("\(place.name) must be letters, digits, hyphens and points")
            }
            prefix = prefix.replacing("{\(place.name)}", with: label)
        }
        return prefix
    }
}

extension URIEncoding {
    fileprivate static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}
