import AWS
import Document

/// Finds the service and the operation that somebody means, in the API's words or those of the AWS command line.
struct OperationWords {
    let models: ModelStore

    /// One operation with the service that it is of.
    struct Found {
        let model: ServiceModel
        let operation: AWS.Operation
    }

    /// Services that the AWS command line calls by another name.
    private static let aliases = ["s3api": "s3", "configservice": "config", "deploy": "codedeploy"]

    /// The operation that `service` and `operation` name (`rds describe-db-instances`, `rds DescribeDBInstances`).
    ///
    /// - Throws: `CommandFailure` that says what may have been meant, or why the operation is never called.
    func operation(_ service: String, _ word: String) throws(CommandFailure) -> Found {
        let model = try model(service)
        let found =
            model.operations[word]
            ?? model.operations.values.first { $0.name.operation.lowercased() == word.replacing("-", with: "") }
        guard let found else { throw missing(word, in: model) }
        switch found.use {
        case .reading: return Found(model: model, operation: found)
        case .credentials:
            throw CommandFailure(.usage, "\(found.name) makes credentials; elastatus calls it for nobody else")
        case .granted, .refused: throw missing(word, in: model)
        }
    }

    private func model(_ word: String) throws(CommandFailure) -> ServiceModel {
        let service = Self.aliases[word] ?? word
        do throws(ModelError) {
            return try models.model(of: service)
        } catch {
            guard error.code == .unknownService else { throw CommandFailure(.failed, error.description) }
            let hint = Self.hint(word, models.services)
            throw CommandFailure(
                .usage,
                "no model of a service \"\(Terminal.plain(word))\"\(hint); tools/import-models makes one, models_dir in config.yaml names its folder"
            )
        }
    }

    private func missing(_ word: String, in model: ServiceModel) -> CommandFailure {
        let shown = Terminal.plain(word)
        let name = Self.capitalized(word)
        if let reason = models.rules.reason(
            refusing: OperationName(service: model.name, operation: name),
            on: [model.signingName, model.endpointPrefix]),
            ReadingRules.reads(name)
        {
            return CommandFailure(
                .usage, "\(model.name) \(shown) is never called: it \(reason) (models/refused.txt)")
        }
        let known = model.operations.values.filter(\.isReadable).map(\.name.operation)
        let hint = Self.hint(word, word.contains("-") || word == word.lowercased() ? known.map(Self.dashed) : known)
        guard ReadingRules.reads(name) else {
            return CommandFailure(
                .usage,
                "\(model.name) has no operation \"\(shown)\" that only reads, and elastatus makes no other calls\(hint)"
            )
        }
        return CommandFailure(.usage, "\(model.name) has no operation \"\(shown)\"\(hint)")
    }

    private static func hint(_ word: String, _ known: [String]) -> String {
        nearest(to: word, among: known).first.map { " (did you mean \"\($0)\"?)" } ?? ""
    }

    /// `DescribeDBInstances` as the AWS command line writes it (`describe-db-instances`).
    ///
    /// - Source: botocore `__init__.py`, `xform_name`, without its list of brand names.
    static func dashed(_ name: String) -> String {
        var words = ""
        let letters = Array(name)
        for (index, letter) in letters.enumerated() {
            let before = index > 0 ? letters[index - 1] : nil
            let after = index + 1 < letters.count ? letters[index + 1] : nil
            let isPlural = after == "s" && (index + 2 == letters.count || letters[index + 2].isUppercase)
            if let before, letter.isUppercase,
                before.isLowercase || before.isNumber || (after?.isLowercase == true && !isPlural)
            {
                words += "-"
            }
            words += letter.lowercased()
        }
        return words
    }

    /// `get-secret-value` as the API writes it, but for runs of capitals.
    private static func capitalized(_ word: String) -> String {
        guard word == word.lowercased() else { return word }
        return word.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
