import FoundationEssentials
package import HTTPTransport

extension HTTPAuthorities {
    /// The certificate authorities that `AWS_CA_BUNDLE` names, a file or a folder; without it the system's.
    package init(_ environment: HostEnvironment) {
        guard let path = environment.path(inVariable: "AWS_CA_BUNDLE") else {
            self = .system
            return
        }
        var isDirectory = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        self = isDirectory ? .directory(path) : .file(path)
    }
}
