package import Document
package import HTTPTransport

extension ServiceModel {
    /// Understands the answer to `operation`.
    ///
    /// - Shape: the members of the output shape, as botocore's parsers give them: times in ISO 8601, blobs in base64.
    /// - Cost: one pass over the body, one over its tree.
    /// - Throws: `APIError` (`badResponse`) for a body that is not what the operation answers.
    package func answer(
        to operation: Operation, _ response: HTTPResponse, reading options: AnswerReading = .complete
    ) throws(APIError) -> WireAnswer<Value> {
        guard response.status < 300 else {
            let fault = WireFault(response)
            guard response.status >= 400 || fault.code != nil else {
                throw APIError(
                    .badResponse, "status \(response.status) leads elsewhere; AWS does not do that, it is not followed",
                    httpStatus: response.status)
            }
            return .fault(fault)
        }
        if wireProtocol == .query || wireProtocol == .ec2 { return try wrappedAnswer(operation, response, options) }
        guard let output = operation.output else { return .output([:], requestID: response.requestID) }
        return wireProtocol == .json
            ? try jsonAnswer(output, response, options) : try restAnswer(operation, output, response, options)
    }

    /// What AWS adds to the members.
    private static let envelope = ["requestId", "ResponseMetadata"]

    /// Query and EC2: one XML document with its own envelope.
    private func wrappedAnswer(
        _ operation: Operation, _ response: HTTPResponse, _ options: AnswerReading
    ) throws(APIError) -> WireAnswer<Value> {
        let tree = try xml(operation, response)
        let root = tree.root
        if let fault = WireFault(xml: root) { return .fault(fault) }
        // EC2 has no wrapper: the root alone says which operation this answers.
        let isItsOwn =
            wireProtocol == .ec2 ? root.name == operation.name.operation + "Response" : root.name.hasSuffix("Response")
        guard isItsOwn || root.name == operation.name.operation else {
            throw response.unexpected("\(operation.name) with the element \(root.name)")
        }
        let requestID =
            wireProtocol == .ec2
            ? root.child("requestId")?.text : root.child("ResponseMetadata")?.child("RequestId")?.text
        var object: Object = [:]
        if let output = operation.output {
            var reader = XMLReader(output.table, tree, options)
            var start = 0
            let wrapper = operation.resultWrapper ?? "\(operation.name.operation)Result"
            if let found = reader.children(of: 0).first(where: { reader.name(of: $0) == wrapper }) {
                start = found
            } else if operation.resultWrapper != nil {
                throw response.unexpected("\(operation.name) without \(wrapper)")
            }
            let known = output.table.nodes[output.index].byElement
            let names = reader.children(of: start).lazy.map { reader.name(of: $0) }
                .filter { !Self.envelope.contains($0) && $0 != "return" }
            // Read as empty, somebody else's words would be a lie. `return` is EC2's word that it did something.
            guard names.isEmpty || names.contains(where: { known[$0] != nil }) else {
                throw response.unexpected("with nothing that was asked for")
            }
            object = reader.structure(output.index, at: start, ignoring: Self.envelope)
        }
        return .output(.object(object), requestID: requestID ?? response.requestID)
    }

    private func jsonAnswer(
        _ output: Shape, _ response: HTTPResponse, _ options: AnswerReading
    ) throws(APIError) -> WireAnswer<Value> {
        let object = try jsonObject(response)
        if let fault = try fault(in: object, output, response) { return .fault(fault) }
        let read = JSONReader(output.table, options).structure(output.index, object)
        return .output(.object(read), requestID: response.requestID)
    }

    /// Rest-xml and rest-json: members in the head of the message, others in the body or one that is the body.
    private func restAnswer(
        _ operation: Operation, _ output: Shape, _ response: HTTPResponse, _ options: AnswerReading
    ) throws(APIError) -> WireAnswer<Value> {
        let node = output.table.nodes[output.index]
        var object = LocatedReader(nodes: output.table.nodes, response: response).members(of: output.index)
        if let payload = node.payload {
            let place = node.members[payload]
            switch output.table.nodes[place.target].kind {
            case .blob: object[place.name] = .string(response.bodyInBase64)
            case .string: object[place.name] = .string(String(decoding: response.body, as: UTF8.self))
            default:
                guard !response.body.isEmpty else { break }
                object[place.name] = try body(operation, place, output.table, response, options)
            }
        } else if node.members.contains(where: { $0.location == .body })
            || (node.members.count > node.located.count && !response.body.isEmpty)
        {
            if let fault = try addBody(operation, output, response, options, to: &object) { return .fault(fault) }
        }
        return .output(.object(object), requestID: response.requestID)
    }

    /// Adds the members in the body.
    ///
    /// - Returns: the error that the body is instead.
    private func addBody(
        _ operation: Operation, _ output: Shape, _ response: HTTPResponse, _ options: AnswerReading,
        to object: inout Object
    ) throws(APIError) -> WireFault? {
        let read: Object
        if wireProtocol == .restXML {
            let tree = try xml(operation, response)
            if let fault = try fault(in: tree, output, response) { return fault }
            var reader = XMLReader(output.table, tree, options)
            read = reader.member(of: output.index) ?? reader.structure(output.index, at: 0)
        } else {
            let body = try jsonObject(response)
            if let fault = try fault(in: body, output, response) { return fault }
            read = JSONReader(output.table, options).structure(output.index, body)
        }
        for member in read { object[member.key] = member.value }
        return nil
    }

    /// The value of the member that is the body.
    private func body(
        _ operation: Operation, _ place: ShapeTable.Place, _ table: ShapeTable, _ response: HTTPResponse,
        _ options: AnswerReading
    ) throws(APIError) -> Value {
        if wireProtocol == .restXML {
            var reader = XMLReader(table, try xml(operation, response), options)
            return reader.value(place, at: 0)
        }
        return JSONReader(table, options).value(place, try json(response))
    }
}
