import AWS
import Document

/// The operations as the service models on disk know them.
struct ModelOperations: OperationKnowing {
    let models: ModelStore

    func facts(of operation: String, service: String) throws(OperationFault) -> OperationFacts {
        let model: ServiceModel
        do throws(ModelError) {
            model = try models.model(of: service)
            // Nothing can be called without them.
            _ = try models.endpointRules(of: service)
        } catch {
            switch error.code {
            case .unknownService, .unknownOperation: throw .unknownService(known: models.services)
            case .unreadable, .malformed: throw .unusableModel(error.description)
            }
        }
        guard let found = model.operations[operation] else {
            let readable = model.operations.values.filter(\.isReadable).map(\.name.operation)
            throw .unknownOperation(known: readable)
        }
        switch found.use {
        case .reading: break
        case .credentials: throw .refused(reason: "it gives out credentials")
        case .granted:
            throw .refused(reason: "it gives out stored data; only the section `schedules` of config.yaml uses it")
        case .refused: throw .refused(reason: "it changes something or gives out secrets or stored data")
        }
        return OperationFacts(
            input: Dictionary(
                (found.input?.members ?? []).map { ($0.name, Outline.shape(ModelShape(shape: $0.shape))) },
                uniquingKeysWith: { $1 }),
            requiredInputs: found.input?.required ?? [],
            output: found.output.map { .shape(ModelShape(shape: $0)) } ?? .record(name: operation, [:]),
            isGlobal: model.globalIn.contains("aws"))
    }
}

/// A shape of a service model.
private struct ModelShape: OutlinedShape {
    let shape: Shape

    var outline: Outline {
        switch shape.kind {
        case .string, .blob: .scalar(.text)
        case .integer, .float: .scalar(.number)
        case .boolean: .scalar(.truth)
        case .timestamp: .scalar(.time)
        case .document: .unknown
        case .list: .list(shape.listMember.map { .shape(ModelShape(shape: $0)) } ?? .unknown)
        case .map: .map(shape.mapValue.map { .shape(ModelShape(shape: $0)) } ?? .unknown)
        case .structure:
            .record(
                name: shape.name,
                Dictionary(
                    shape.members.map { ($0.name, Outline.shape(ModelShape(shape: $0.shape))) },
                    uniquingKeysWith: { $1 }))
        }
    }
}
