import Document
import FoundationEssentials
import HTTPTransport

/// The bodies of answers, before any shape is looked at.
extension ServiceModel {
    /// The body as an XML document.
    ///
    /// - Throws: `APIError` (`badResponse`), also for a web page: proxies and portals answer with one.
    func xml(_ operation: Operation, _ response: HTTPResponse) throws(APIError) -> XMLTree {
        guard !response.body.isEmpty else { throw response.unexpected("\(operation.name) with nothing") }
        let tree: XMLTree
        do throws(DocumentError) { tree = try XMLTree(response.body) } catch {
            throw response.unreadable("XML", error)
        }
        guard tree.root.name.lowercased() != "html" else { throw response.unexpected("with a web page") }
        return tree
    }

    /// The error that a document is, of a service that has no envelope.
    ///
    /// - Throws: `APIError` (`badResponse`) for a document that says something, but nothing that was asked for.
    func fault(in tree: XMLTree, _ output: Shape, _ response: HTTPResponse) throws(APIError) -> WireFault? {
        let root = tree.root
        if root.isNamed("Error") || root.isNamed("ErrorResponse"), let fault = WireFault(xml: root) { return fault }
        let known = output.table.nodes[output.index].byElement
        guard root.isLeaf || root.children.contains(where: { known[$0.name] != nil }) else {
            throw response.unexpected("with nothing that was asked for")
        }
        return nil
    }

    /// The body as a JSON value.
    func json(_ response: HTTPResponse) throws(APIError) -> Value {
        do throws(DocumentError) { return try Value(json: response.body) } catch {
            throw response.unreadable("JSON", error)
        }
    }

    /// The body as a JSON object.
    func jsonObject(_ response: HTTPResponse) throws(APIError) -> Object {
        guard !response.body.isEmpty else { throw response.unexpected("with nothing") }
        guard let object = try json(response).object else { throw response.unexpected("with no object") }
        return object
    }

    /// The error that a body with a good status is: it names its type, and nothing that was asked for.
    ///
    /// - Throws: `APIError` (`badResponse`) for an object that says something, but nothing that was asked for: read as empty, it would be a lie.
    func fault(
        in object: Object, _ output: Shape, _ response: HTTPResponse
    ) throws(APIError) -> WireFault? {
        let known = output.table.nodes[output.index].byKey
        guard !object.isEmpty, !object.keys.contains(where: { known[$0] != nil }) else { return nil }
        guard let type = object["__type"]?.string, !type.isEmpty else {
            if known.isEmpty { return nil }
            throw response.unexpected("with nothing that was asked for")
        }
        var fault = WireFault(json: object, response)
        fault.requestID = response.requestID
        return fault
    }
}

extension HTTPResponse {
    var bodyInBase64: String { Data(body).base64EncodedString() }

    /// The error for an answer that means nothing here.
    func unexpected(_ what: String) -> APIError {
        APIError(.badResponse, "AWS answered \(what)", requestID: requestID, httpStatus: status)
    }

    /// The error for a body that is not in the protocol's format.
    ///
    /// - Shape: quotes the beginning of a body that is in another format altogether, nothing of one that is only broken.
    func unreadable(_ format: String, _ error: DocumentError) -> APIError {
        let start: UInt8 = format == "XML" ? UInt8(ascii: "<") : UInt8(ascii: "{")
        var message = "AWS did not answer in \(format) (\(error))"
        if let first = body.first(where: { $0 > 0x20 }), first != start {
            let excerpt = String(decoding: body.prefix(80), as: UTF8.self)
            message += ": \(APIError.safe(excerpt, limit: 80))"
        }
        return APIError(.badResponse, APIError.safe(message, limit: 1_024), requestID: requestID, httpStatus: status)
    }
}
