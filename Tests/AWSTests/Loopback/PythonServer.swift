import Foundation
import Synchronization
import Testing

/// A server in Python that says its ports on its first line and ends with this process.
final class PythonServer: Sendable {
    /// In the order in which the script printed them.
    let ports: [UInt16]
    private let process: Mutex<Process>

    /// Runs `.venv/bin/python` with `arguments`.
    init(_ arguments: [String]) throws {
        let python = Sources.root.appending(path: ".venv/bin/python").path()
        try #require(FileManager.default.fileExists(atPath: python), "run make deps")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        // The shell holds the pipe's reading end: when this process ends, however it ends, `read` returns. Children of a
        // Swift process are born with SIGTERM blocked, hence -9.
        process.arguments =
            ["-c", "\"$0\" \"$@\" </dev/null & server=$!; exec >&-; read -r _; kill -9 $server", python] + arguments
        process.currentDirectoryURL = Sources.root
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        ports = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { UInt16($0) }
        self.process = Mutex(process)
        try #require(!ports.isEmpty, "\(arguments.first ?? "") did not start")
    }

    /// Ends it.
    func close() {
        process.withLock { process in
            (process.standardInput as? Pipe)?.fileHandleForWriting.closeFile()
            process.waitUntilExit()
        }
    }
}
