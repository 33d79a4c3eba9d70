import Document
import FoundationEssentials

/// The input of a call, as `--input` names it.
enum CallInput {
    /// The object in `text`: JSON itself, `-` for standard input, `@FILE` for a file.
    static func object(_ text: String?) async throws(CommandFailure) -> Object {
        guard let text else { return [:] }
        let bytes: [UInt8]
        if text == "-" {
            bytes = try await StandardInput.bytes()
        } else if text.hasPrefix("@") {
            bytes = try file(String(text.dropFirst()))
        } else {
            bytes = Array(text.utf8)
        }
        let value: Value
        do throws(DocumentError) {
            value = try Value(json: bytes)
        } catch {
            throw CommandFailure(.usage, "--input is no JSON: \(error)")
        }
        guard let object = value.object else {
            throw CommandFailure(.usage, "--input takes an object, for example {\"MaxResults\": 5}")
        }
        return object
    }

    private static func file(_ path: String) throws(CommandFailure) -> [UInt8] {
        do {
            let handle = try Data(contentsOf: URL(filePath: path))
            guard handle.count <= DocumentLimits.jsonAnswer.bytes else {
                throw CommandFailure(.usage, "\(path) is larger than \(DocumentLimits.jsonAnswer.bytes >> 20) MiB")
            }
            return [UInt8](handle)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.usage, "\(path) cannot be read")
        }
    }
}
