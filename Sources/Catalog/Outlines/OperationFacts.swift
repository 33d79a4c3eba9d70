/// What the models say of one operation, as far as kinds are checked against it.
struct OperationFacts: Sendable {
    /// Members of the input; empty where the operation takes none.
    let input: [String: Outline]
    let requiredInputs: [String]
    let output: Outline
    /// Whether its service has one endpoint for all regions of a partition.
    var isGlobal = false
}

/// Whoever knows the operations of services.
protocol OperationKnowing: Sendable {
    /// The facts of a readable operation.
    ///
    /// - Throws: `OperationFault`.
    func facts(of operation: String, service: String) throws(OperationFault) -> OperationFacts
}

/// Why a kind cannot use an operation.
enum OperationFault: Error, Sendable {
    case unknownService(known: [String])
    /// There is a model, and it cannot be read.
    case unusableModel(String)
    case unknownOperation(known: [String])
    case refused(reason: String)
}
