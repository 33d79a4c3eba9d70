package import Document
import FoundationEssentials
import Synchronization

/// The service models, each read when it is first asked for and kept.
///
/// - Isolation: callable from anywhere; whoever asks first for a service reads its file, others wait for that.
package final class ModelStore: Sendable {
    /// Searched in this order: the user's own folder first, the built-in one last.
    package let directories: [String]
    package let rules: ReadingRules
    /// How calls through this store read answers.
    let reading: AnswerReading
    private let actions: IAMActions
    private let models = Mutex<[String: Result<ServiceModel, ModelError>]>([:])
    private let endpoints = Mutex<[String: Result<EndpointRules, ModelError>]>([:])

    private enum Bounds {
        /// The largest model, EC2's with every operation, is 1.2 MB.
        static let bytes = 16 << 20
        /// The largest endpoint rules, S3's, are 105 KB.
        static let endpointBytes = 1 << 20
    }

    /// Prepares to read from `directories`; the last one also holds the lists that serve all services.
    ///
    /// Calls through it understand answers as `reading` says.
    ///
    /// - Throws: `ModelError` when those lists cannot be read: without them nothing may be signed.
    package init(directories: [String], reading: AnswerReading = .complete) throws(ModelError) {
        self.directories = directories
        self.reading = reading
        let builtIn = directories.last ?? "models"
        let refused = "\(builtIn)/refused.txt"
        rules = try ReadingRules(
            String(decoding: Self.bytes(of: refused), as: UTF8.self),
            names: String(decoding: Self.bytes(of: "\(builtIn)/signing-names.txt"), as: UTF8.self), file: refused)
        let file = "\(builtIn)/iam-actions.yaml"
        let bytes = try Self.bytes(of: file)
        do {
            actions = try IAMActions(YAMLNode.parse(bytes), file: file)
        } catch let error as DocumentError {
            throw ModelError(.malformed, file: file, error.description)
        } catch let error as ModelError {
            throw error
        } catch {
            throw ModelError(.malformed, file: file, "cannot be read")
        }
    }

    /// The model of `service`.
    ///
    /// - Cost: some milliseconds the first time, then a look-up.
    /// - Throws: `ModelError`, the same every time.
    package func model(of service: String) throws(ModelError) -> ServiceModel {
        try models.withLock { models in
            if let known = models[service] { return known }
            let result: Result<ServiceModel, ModelError>
            do throws(ModelError) {
                result = .success(try read(service))
            } catch {
                result = .failure(error)
            }
            models[service] = result
            return result
        }.get()
    }

    /// The rules for the endpoints of `service`.
    ///
    /// - Source: `endpoints/<service>.json` beside the service's model.
    /// - Cost: reads and checks the file the first time, then a look-up.
    /// - Throws: `ModelError`, the same every time.
    package func endpointRules(of service: String) throws(ModelError) -> EndpointRules {
        try endpoints.withLock { endpoints in
            if let known = endpoints[service] { return known }
            let result: Result<EndpointRules, ModelError>
            do throws(ModelError) {
                result = .success(try readEndpoints(service))
            } catch {
                result = .failure(error)
            }
            endpoints[service] = result
            return result
        }.get()
    }

    /// The operation called `name`.
    ///
    /// - Throws: `ModelError`, `unknownOperation` also for operations that are left out because they may not be read.
    package func operation(named name: OperationName) throws(ModelError) -> Operation {
        let model = try model(of: name.service)
        guard let operation = model.operations[name.operation] else {
            throw ModelError(
                .unknownOperation, service: name.service, file: "\(name.service).json",
                "\(name.service) has no readable operation \(name.operation)")
        }
        return operation
    }

    /// The IAM action that a policy must allow for `operation`; usually `service:Operation`.
    package func iamAction(for operation: OperationName) -> String { actions.action(for: operation) }

    /// The facts about partitions, as `partitions.json` has them.
    ///
    /// - Cost: reads the file each time.
    package func partitions() throws(ModelError) -> Value {
        let file = "\(directories.last ?? "models")/partitions.json"
        return try Self.json(file, service: nil)
    }

    /// The services that have a model, sorted.
    package var services: [String] {
        let names = directories.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        let models = names.filter { $0.hasSuffix(".json") && $0 != "partitions.json" }
        return Set(models.map { String($0.dropLast(5)) }).sorted()
    }

    private func read(_ service: String) throws(ModelError) -> ServiceModel {
        let file = try folder(of: service) + "/\(service).json"
        return try ServiceModel(name: service, Self.json(file, service: service), rules: rules, file: file)
    }

    private func readEndpoints(_ service: String) throws(ModelError) -> EndpointRules {
        let file = try folder(of: service) + "/endpoints/\(service).json"
        guard FileManager.default.fileExists(atPath: file) else {
            throw ModelError(
                .unreadable, service: service, file: file,
                "no endpoint rules of \(service); `tools/import-models \(service) --out DIR` makes them")
        }
        let document = try Self.json(file, service: service, bytes: Bounds.endpointBytes, depth: 128)
        do throws(EndpointRuleFault) { return try EndpointRules(document) } catch {
            throw ModelError(.malformed, service: service, file: file, error.message)
        }
    }

    /// The folder whose model of `service` counts.
    private func folder(of service: String) throws(ModelError) -> String {
        let isName = !service.isEmpty && service.utf8.allSatisfy(Self.isNameByte) && service != "partitions"
        let folder = directories.first { FileManager.default.fileExists(atPath: "\($0)/\(service).json") }
        guard isName, let folder else {
            throw ModelError(
                .unknownService, service: service, file: directories.joined(separator: ", "),
                "no model of a service \(service); `tools/import-models \(service) --out DIR` makes one")
        }
        return folder
    }

    private static func json(
        _ file: String, service: String?, bytes limit: Int = Bounds.bytes, depth: Int = 32
    ) throws(ModelError) -> Value {
        let bytes = try bytes(of: file, service: service)
        do {
            return try Value(json: bytes, limits: DocumentLimits(bytes: limit, depth: depth, nodes: 2_000_000))
        } catch {
            throw ModelError(.malformed, service: service, file: file, error.description)
        }
    }

    private static func bytes(of file: String, service: String? = nil) throws(ModelError) -> [UInt8] {
        do {
            let data = try Data(contentsOf: URL(filePath: file))
            guard data.count <= Bounds.bytes else { throw CocoaError(.fileReadTooLarge) }
            return [UInt8](data)
        } catch {
            throw ModelError(.unreadable, service: service, file: file, "cannot be read: \(error)")
        }
    }

    /// Names of services stand in file names.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }
}
