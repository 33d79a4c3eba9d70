import FoundationEssentials
import Testing

/// Where the tests find what `make deps` unpacked.
enum Sources {
    /// The checkout.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let botocore = root.appending(path: ".build/botocore-1.40.0")

    /// The paths under `folder` that end in `suffix`, relative to it and sorted; none when it is missing.
    static func files(under folder: URL, suffix: String) -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path())) ?? []
        return paths.filter { $0.hasSuffix(suffix) }.sorted()
    }
}
