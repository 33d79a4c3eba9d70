import FoundationEssentials

/// The files under `/static/`, read once at start: a request never touches the disk.
struct Assets: Sendable {
    /// One file as it is served.
    struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        /// Changes with the content.
        let tag: String
    }

    /// The style sheet that all `*.css` together make.
    static let styleName = "elastatus.css"
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    private let files: [String: File]

    /// Reads a folder; files of other types are an error, so that nothing is served by accident.
    ///
    /// - Throws: `AssetError` naming the file.
    init(directory: String) throws(AssetError) {
        var contents: [String: [UInt8]] = [:]
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted() } catch {
            throw AssetError(file: directory, message: "cannot be read: \(error)")
        }
        for name in names where !name.hasPrefix(".") {
            do { contents[name] = Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))) } catch {
                throw AssetError(file: "\(directory)/\(name)", message: "cannot be read: \(error)")
            }
        }
        try self.init(contents: contents)
    }

    init(contents: [String: [UInt8]]) throws(AssetError) {
        var files: [String: File] = [:]
        var style: [UInt8] = []
        for (name, bytes) in contents.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
            let type = name.split(separator: ".").last.map(String.init) ?? ""
            guard let contentType = Self.types[type] else {
                throw AssetError(file: name, message: "is of no type that is served")
            }
            if type == "css" {
                style += bytes + [0x0A]
            } else {
                files[name] = File(bytes: bytes, type: contentType)
            }
        }
        files[Self.styleName] = File(bytes: style, type: Self.types["css"] ?? "")
        self.files = files
    }

    subscript(name: String) -> File? { files[name] }

    /// The layers' order is declared first; the rest goes by name.
    private static func order(_ name: String) -> String { name == "layers.css" ? "" : name }
}

extension Assets.File {
    init(bytes: [UInt8], type: String) {
        self.bytes = bytes
        self.type = type
        // FNV-1a: it tells versions apart, nothing hangs on it.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        tag = "\"\(String(hash, radix: 36))\""
    }
}

/// Why the static files cannot be served.
struct AssetError: Error, Hashable, CustomStringConvertible {
    let file: String
    let message: String

    var description: String { "\(file) \(message)" }
}
