package import Document

extension ServiceModel {
    /// Makes a model from the content of its file.
    ///
    /// - Throws: `ModelError` (`malformed`) with the place.
    package init(name: String, _ document: Value, rules: ReadingRules, file: String) throws(ModelError) {
        func malformed(_ message: String) -> ModelError {
            ModelError(.malformed, service: name, file: file, message)
        }
        guard let metadata = document["metadata"]?.object, let shapes = document["shapes"]?.object,
            let operations = document["operations"]?.object
        else { throw malformed("not a service model: it needs metadata, operations and shapes") }
        guard let wireProtocol = metadata["protocol"]?.string.flatMap(WireProtocol.init) else {
            throw malformed("the protocol is none of \(WireProtocol.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        var builder: ShapeTableBuilder
        let bodies: [(name: String, body: Object, input: ShapeTable.Place?, output: Int?)]
        do {
            builder = ShapeTableBuilder(shapes, spokeQuery: metadata["awsQueryCompatible"] != nil)
            bodies = try operations.map { (member) throws(ShapeTableBuilder.Fault) in
                let body = member.value.object ?? [:]
                let input = try body["input"].map { (reference) throws(ShapeTableBuilder.Fault) in
                    try builder.place("input", reference, isBody: true)
                }
                return (member.key, body, input, try builder.index(of: body["output"]))
            }
            try builder.finish()
        } catch {
            throw malformed(error.message)
        }
        let table = ShapeTable(builder.nodes)
        let pagination = document["pagination"]
        let prefix = metadata["endpointPrefix"]?.string ?? name
        let signingName = metadata["signingName"]?.string ?? prefix
        self.name = name
        self.wireProtocol = wireProtocol
        apiVersion = metadata["apiVersion"]?.string ?? ""
        endpointPrefix = prefix
        self.signingName = signingName
        serviceID = metadata["serviceId"]?.string ?? name
        targetPrefix = metadata["targetPrefix"]?.string
        jsonVersion = metadata["jsonVersion"]?.string
        xmlNamespace = metadata["xmlNamespace"]?.string
        isQueryCompatible = metadata["awsQueryCompatible"] != nil
        headers = (metadata["headers"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") }
        globalIn = Set(metadata["globalIn"]?.array?.compactMap(\.string) ?? [])
        self.operations = Dictionary(
            bodies.map { operation in
                let made = Operation(
                    name: OperationName(service: name, operation: operation.name), body: operation.body,
                    inputPlace: operation.input, input: operation.input.map { Shape(table: table, index: $0.target) },
                    output: operation.output.map { Shape(table: table, index: $0) },
                    pagination: pagination?[operation.name].flatMap(Pagination.init),
                    use: rules.use(
                        of: OperationName(service: name, operation: operation.name),
                        method: operation.body["http"]?["method"]?.string ?? "POST", on: [signingName, prefix]))
                return (operation.name, made)
            }, uniquingKeysWith: { $1 })
    }
}

extension Operation {
    fileprivate init(
        name: OperationName, body: Object, inputPlace: ShapeTable.Place?, input: Shape?, output: Shape?,
        pagination: Pagination?, use: Use
    ) {
        self.name = name
        let http = body["http"]
        method = http?["method"]?.string ?? "POST"
        requestURI = http?["requestUri"]?.string ?? "/"
        self.use = use
        hostPrefix = body["endpoint"]?["hostPrefix"]?.string
        self.inputPlace = inputPlace
        self.input = input
        self.output = output
        resultWrapper = body["output"]?["resultWrapper"]?.string
        self.pagination = pagination
        endpointConstants = Dictionary(
            (body["staticContextParams"]?.object ?? [:]).map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
        endpointMembers =
            input.map { shape in
                shape.table.nodes[shape.index].members.compactMap { place in
                    place.contextParameter.map { (place.name, $0) }
                }
            } ?? []
    }
}
